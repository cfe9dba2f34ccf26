// The steps of a walk through a hall: each done, seen, and kept as a numbered picture.
import { join } from 'node:path';

export class Walk {
  constructor(pictures) {
    Object.assign(this, { pictures, count: 0, seen: [] });
  }

  /** One step; its picture is taken whether it was seen or not. */
  async step(name, source, act) {
    const began = Date.now();
    try {
      await act?.();
    } finally {
      this.count += 1;
      const file = join(this.pictures, `${this.number()}-${name}.png`);
      await (source.picture ? source.picture(file) : source.screenshot({ path: file })).catch((error) => console.error(`  no picture: ${error.message}`));
    }
    this.seen.push(name);
    console.error(`  ${this.number()} ${name} (${Date.now() - began} ms)`);
  }

  number() {
    return String(this.count).padStart(2, '0');
  }

  /** Goes the whole way; whatever was not seen ends it and the process says so. */
  async go(way) {
    try {
      await way((...step) => this.step(...step));
      console.error(`All ${this.seen.length} steps were seen; pictures in ${this.pictures}`);
    } catch (error) {
      console.error(`Step ${this.count + (this.seen.length === this.count ? 1 : 0)} was not seen: ${error.stack}`);
      process.exitCode = 1;
    }
  }
}
