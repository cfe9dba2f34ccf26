// The hall seen from outside: screens by what they write of themselves and by real pointer presses, pages in real Chromium, slips as printed.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const run = promisify(execFile);
const patience = 30_000;

/** The hall board comes round again after at most two other pages. */
export const rotation = 120_000;

/** Asks `condition` until it answers something true, then returns that. */
export async function until(what, condition, limit = patience) {
  const deadline = Date.now() + limit;
  let last;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}${last ? `: ${last.message}` : ''}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** One program on its own virtual screen. */
export class Screen {
  constructor(hall, name, display) {
    Object.assign(this, { hall, name, display, environment: { ...process.env, DISPLAY: display } });
  }

  /** What the program last said it shows. */
  async map() {
    return JSON.parse(await readFile(join(this.hall, `${this.name}.json`), 'utf8'));
  }

  /** Waits until the program shows the screen called `screen`. */
  shows(screen, limit = patience) {
    return until(`${this.name} to show ${screen}`, async () => {
      const map = await this.map();
      return map.screen === screen && map;
    }, limit);
  }

  /** Waits until an item whose label contains `label` is there (and can be used). */
  item(label, { enabled = false, limit = patience } = {}) {
    return until(`“${label}” on ${this.name}`, async () => {
      const { items } = await this.map();
      const fits = (item) => (!enabled || item.enabled);
      const whole = items.find((item) => item.label === label && fits(item));
      // A single letter is a key of its own; longer words may be part of a label.
      return whole ?? (label.length > 1 ? items.find((item) => item.label.includes(label) && fits(item)) : undefined);
    }, limit);
  }

  /** Waits until nothing on the screen says `label` any more. */
  without(label) {
    return until(`“${label}” to leave ${this.name}`, async () => !(await this.map()).items.some((item) => item.label.includes(label)));
  }

  /** Presses the middle of an item with the real pointer of that screen. */
  async press(label) {
    const { rect: [x, y, width, height] } = await this.item(label, { enabled: true });
    const at = [Math.round(x + width / 2), Math.round(y + height / 2)].map(String);
    await run('xdotool', ['mousemove', ...at], { env: this.environment });
    await run('xdotool', ['mousedown', '1'], { env: this.environment });
    await run('xdotool', ['mouseup', '1'], { env: this.environment });
  }

  /** Types on the keys of the screen, each once the one before stands in its field; a hyphen comes by itself. */
  async type(word) {
    for (let end = 1; end <= word.length; end += 1) {
      if (word[end - 1] === '-') continue;
      const typed = word.slice(0, end);
      const fields = async () => (await this.map()).items.filter(({ label }) => label === typed || label === `${typed}-`).length;
      // The first sign is the name of its key too.
      const before = JSON.stringify((await this.map()).items);
      await this.press(word[end - 1]);
      await until(`“${typed}” in a field of ${this.name}`, async () => (end > 1 ? (await fields()) > 0 : JSON.stringify((await this.map()).items) !== before));
    }
  }

  /** A picture of the screen once it stands still, or after three seconds as it is. */
  async picture(file) {
    const deadline = Date.now() + 3000;
    let before;
    for (;;) {
      await run('import', ['-window', 'root', file], { env: this.environment });
      const now = await readFile(file);
      if ((before && before.equals(now)) || Date.now() > deadline) return;
      before = now;
    }
  }
}

/** Real Chromium without a network of its own. */
export function browser() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page of its own context, as wide as a window's screen where nothing else is said. */
export async function pageOf(chrome, options = {}) {
  const context = await chrome.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 }, ...options });
  return context.newPage();
}

export async function signOn(page, address, number, password) {
  await page.goto(`${address}/`);
  await page.fill('input[name=number]', number);
  await page.fill('input[name=secret]', password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-on'));
}

/** Waits until the page says `text`. */
export function says(page, text) {
  return page.waitForFunction((wanted) => document.body.innerText.includes(wanted), text, { timeout: 20_000 });
}

/** The newest slip that the paper emulator printed, as it read it. */
export async function newestSlip(folder, printed) {
  const name = `slip-${String(printed).padStart(4, '0')}.json`;
  return until(`slip ${printed}`, async () => JSON.parse(await readFile(join(folder, name), 'utf8')));
}
