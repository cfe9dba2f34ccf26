// A demo hall of its own for each test file: the real hub on free ports of the loopback, and real Chromium.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import axe from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const AxeBuilder = axe.default ?? axe;
const run = promisify(execFile);
const top = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = process.env.SUNHALL_HUB ?? join(top, 'target', 'debug', 'sunhall-hub');
const pictures = process.env.SUNHALL_PICTURES;

export const patience = 20_000;

/** Asks `condition` until it answers something true. */
export async function until(what, condition, limit = patience) {
  const deadline = Date.now() + limit;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A port of the loopback that was free a moment ago, so that a hub can come back where it was. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export class Hub {
  static async start(at = '2026-11-23T10:14+08:00') {
    const folder = await mkdtemp(join(tmpdir(), 'sunhall-'));
    const hub = Object.assign(new Hub(), { folder, data: join(folder, 'data'), ready: join(folder, 'ready.json') });
    await run(program, ['init', '--data', hub.data, '--demo', join(top, 'deploy', 'demo'), '--at', at, '--http', `127.0.0.1:${await freePort()}`, '--mqtt', '127.0.0.1:0']);
    await hub.serve();
    return hub;
  }

  async serve() {
    await rm(this.ready, { force: true });
    this.child = spawn(program, ['serve', '--data', this.data, '--ready', this.ready], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.said = '';
    this.child.stderr.on('data', (text) => { this.said += text; });
    await until('the hub', () => {
      if (this.child.exitCode !== null) throw new Error(this.said);
      return existsSync(this.ready);
    }, 60_000);
    this.http = JSON.parse(await readFile(this.ready, 'utf8')).http;
    this.url = `http://${this.http}`;
  }

  /** Ends the hub's process; the data stays. */
  async halt() {
    const gone = new Promise((resolve) => { this.child.once('exit', resolve); });
    this.child.kill('SIGTERM');
    await gone;
  }

  async stop() {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Makes an API token with the console, as an administrator would. */
  async token(name, role, ...windows) {
    const chosen = windows.flatMap((window) => ['--window', String(window)]);
    const { stdout } = await run(program, ['token', name, '--role', role, ...chosen, '--data', this.data]);
    return stdout.trim().split('\n').at(-1);
  }
}

export function browser() {
  return chromium.launch({
    executablePath: process.env.SUNHALL_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page of its own context; whatever its scripts complain about is collected in `page.complaints`. */
export async function open(chrome, options = {}) {
  const context = await chrome.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(error.message));
  page.on('console', (line) => { if (line.type() === 'error' && !/Failed to load resource/.test(line.text())) page.complaints.push(line.text()); });
  return page;
}

export async function signOn(page, hub, number, then = '/') {
  await page.goto(`${hub.url}${then}`);
  await page.fill('input[name=number]', number);
  await page.fill('input[name=secret]', `yanshi-${number}-demo`);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-on'));
}

/** What axe-core finds wrong, in words. */
export async function faults(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

/** Keeps a picture where somebody wants to look at them. */
export async function picture(page, name, options = {}) {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), ...options });
}

/** Issues a number by hand at the desk: search, choose, issue; returns number, code and address of its phone page. */
export async function issue(page, word, { priority } = {}) {
  await page.locator('a[href="/issue"]:visible').first().click();
  await page.locator('#sheet[open] #services').waitFor();
  await page.fill('#find', word);
  await page.locator('#services li:visible label').first().click();
  if (priority) await page.selectOption('#class', priority);
  await page.keyboard.press('F2');
  await page.locator('#sheet[open] .joined').waitFor();
  const number = await page.locator('#sheet .yours b').innerText();
  const code = (await page.locator('#sheet .code strong').innerText()).trim();
  const address = await page.locator('#sheet .paper').getAttribute('data-address');
  await page.locator('#sheet [data-close]').click();
  await page.locator('#sheet:not([open])').waitFor({ state: 'attached' });
  return { number, code, address };
}
