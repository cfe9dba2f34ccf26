// What somebody does at the machine itself while a hall is set up: a terminal, programs that are started, certificates that are looked at.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { request } from 'node:https';
import { until } from './outside.mjs';

const started = [];

/** Starts a program; its words go to a log. It ends with this process at the latest. */
export function start(log, program, ...given) {
  const environment = { ...process.env, ...(given.at(-1) instanceof Object ? given.pop() : {}) };
  const words = openSync(log, 'a');
  const child = spawn(program, given, { stdio: ['ignore', words, words], env: environment });
  started.push(child);
  return child;
}

/** Ends what was started, newest first, and waits until each is gone. */
export async function stopAll() {
  for (const child of started.splice(0).reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => { child.once('exit', resolve); });
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(late);
  }
}
process.on('exit', () => started.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

/** A terminal with one command in it, as somebody sits before it. */
export class Terminal {
  constructor(page, command, environment = {}) {
    Object.assign(this, { page, said: '', read: 0 });
    this.child = spawn('script', ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], { env: { ...process.env, ...environment } });
    started.push(this.child);
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', (text) => { this.said += text; });
    this.ended = new Promise((resolve) => { this.child.once('exit', resolve); });
  }

  /** Waits until the terminal asks something new, then types the answer and Enter. */
  async answer(question, text = '') {
    await until(`the question “${question}”`, () => {
      if (this.child.exitCode !== null) throw new Error(this.said);
      const at = this.said.indexOf(question, this.read);
      const asked = at >= 0 && this.said.indexOf('] ', at);
      if (asked > 0) this.read = asked;
      return asked > 0;
    });
    this.child.stdin.write(`${text}\n`);
  }

  /** What the command said, once it has ended well. */
  async end() {
    const code = await this.ended;
    this.child.stdin.end();
    if (code !== 0) throw new Error(`ended with ${code}: ${this.said}`);
    return this.said;
  }

  async picture(path) {
    await this.page.setContent('<pre style="margin:0;padding:28px;min-height:844px;background:#2a2320;color:#fff;font:20px/1.5 monospace;white-space:pre-wrap"></pre>');
    await this.page.evaluate((said) => { document.querySelector('pre').textContent = said; }, this.said.replaceAll('\r', ''));
    await this.page.screenshot({ path });
  }
}

/** A port of the loopback that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The status of an address, for somebody who trusts this CA and no other. */
export function trusted(address, ca) {
  return new Promise((resolve, reject) => {
    request(address, { ca }, (answer) => { answer.resume(); resolve(answer.statusCode); }).once('error', reject).end();
  });
}
