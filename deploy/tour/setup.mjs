// From an empty machine to the first ticket: a real hall is made, its first administrator sets it up in the browser, and a citizen is served.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { browser, newestSlip, pageOf, rotation, says, Screen, signOn, until } from './outside.mjs';
import { freePort, start, stopAll, Terminal, trusted } from './machine.mjs';
import { Walk } from './steps.mjs';

const { SUNHALL_PROGRAMS: programs, SUNHALL_HALL: folder, SUNHALL_PRINTER: printer, SUNHALL_SLIPS: slips, SUNHALL_TOUR: pictures, SUNHALL_PHOTO: photo } = process.env;
const displays = Object.fromEntries(process.env.SUNHALL_SCREENS.split(' ').map((pair) => pair.split('=')));
const [kiosk, board] = ['kiosk-1', 'board-1'].map((name) => new Screen(folder, name, displays[name]));
const program = (name) => join(programs, `sunhall-${name}`);
const log = (name) => join(folder, 'logs', `${name}.log`);
const [data, ready] = [join(folder, 'data'), join(folder, 'hub.json')];
const passwords = { admin: 'a long password of my own', '0101': 'another long password' };

/** The hall's own date and the minutes left of it; China keeps one offset. */
function today() {
  const now = new Date(Date.now() + 8 * 3600_000);
  return { day: now.toISOString().slice(0, 10), left: 24 * 60 - (now.getUTCHours() * 60 + now.getUTCMinutes()) };
}

const chrome = await browser();
// Staff computers install the CA; this browser looks away, and the CA itself is checked on its own.
const admin = await pageOf(chrome, { ignoreHTTPSErrors: true });
const clerk = await pageOf(chrome, { ignoreHTTPSErrors: true });
const ports = { http: await freePort(), mqtt: await freePort(), public: await freePort() };
const staffPages = `https://localhost:${ports.http}`;
const publicPages = `http://localhost:${ports.public}`;
let terminal, once, slip;

/** Opens a page of the settings, fills its form by field, and saves it with F2. */
async function set(path, fields, then) {
  await admin.goto(`${staffPages}/admin/${path}`);
  for (const [name, value] of Object.entries(fields)) {
    const field = admin.locator(`[name="${name}"]`).first();
    if (value === true) await admin.locator(`[name="${name}"]`).first().check();
    else if (await field.evaluate((element) => element.tagName) === 'SELECT') await field.selectOption(value);
    else if (await field.getAttribute('type') === 'checkbox') await admin.locator(`[name="${name}"][value="${value}"]`).check();
    else await field.fill(value);
  }
  await admin.keyboard.press('F2');
  await says(admin, then);
}

/** Enrols a device on the page and fetches its file, which leaves the hub once. */
async function enrol(name, kind) {
  await set('devices/new', { code: name, class: kind }, `${name} 建好了`);
  const [download] = await Promise.all([admin.waitForEvent('download'), admin.getByRole('button', { name: '下载设备文件' }).click()]);
  await download.saveAs(join(folder, `${name}.toml`));
}

/** Starts a screen with the file that the page gave. */
function show(name, ...given) {
  const map = join(folder, `${name}.json`);
  start(log(name), program(name.startsWith('kiosk') ? 'kiosk' : 'display'), '--device', join(folder, `${name}.toml`), '--ui-map', map, ...given, { DISPLAY: displays[name], WAYLAND_DISPLAY: '' });
}

/** The one-time password opens one page, where a password of one's own takes its place. */
async function changePassword(page, number) {
  await page.fill('#secret', once);
  await page.fill('#new', passwords[number]);
  await page.fill('#again', passwords[number]);
  await page.keyboard.press('Enter');
  await says(page, '密码换好了');
}

async function machine(step) {
  const command = `${program('hub')} init --data ${data} --http 127.0.0.1:${ports.http} --mqtt 127.0.0.1:${ports.mqtt} --public 127.0.0.1:${ports.public}`;
  terminal = new Terminal(await pageOf(chrome), command, { LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8' });
  await step('terminal-questions', terminal, async () => {
    await terminal.answer('大厅代号', 'Qingshi Town');
    await terminal.answer('大厅代号', 'qingshi');
    await terminal.answer('大厅名称', '演示二镇便民服务大厅');
    await terminal.answer('地址和名字', 'localhost');
    await terminal.answer('群众的手机');
    await terminal.answer('公开页面的网址');
  });
  await step('terminal-hall-is-made', terminal, async () => {
    [, once] = /一次性密码：(\S+)/.exec(await terminal.end());
  });
  start(log('hub'), program('hub'), 'serve', '--data', data, '--ready', ready);
  await until('the hub', () => existsSync(ready), 60_000);
  await step('certificate-for-staff-computers', admin, async () => {
    await admin.goto(`${publicPages}/ca`);
    const [download] = await Promise.all([admin.waitForEvent('download'), admin.getByRole('link', { name: /下载/ }).click()]);
    const ca = await readFile(await download.path());
    if (await trusted(`${staffPages}/healthz`, ca) !== 200) throw new Error('the staff pages do not answer under the downloaded CA');
    const unknown = await trusted(`${staffPages}/healthz`).catch((error) => error.code);
    if (unknown === 200) throw new Error('the staff pages are trusted without the CA');
  });
}

async function administrator(step) {
  await step('first-sign-on', admin, async () => {
    await signOn(admin, staffPages, 'admin', once);
    await admin.waitForURL('**/me');
  });
  await step('password-of-ones-own', admin, () => changePassword(admin, 'admin'));
  await step('what-to-do-first', admin, async () => {
    await admin.goto(`${staffPages}/admin`);
    await says(admin, '开门前要做的事');
    await says(admin, '下一步');
  });
  await step('hall-profile', admin, () => set('hall', {
    town: '演示二镇', place: '演示路 1 号一楼', guide_desk: '大门右手边', supervision_phone: '0000-0000001',
  }, '已保存'));
  await step('display-enrolled', admin, () => enrol('board-1', 'public-display'));
  show('board-1', '--show', 'board');
  await step('board-of-an-empty-hall', board, () => board.shows('closed'));
}

async function hall(step) {
  await step('opening-hours', admin, async () => {
    await set('hours', { 'weekday-5-2-to': '17:00' }, '已保存');
    // A hall without hours is offered the usual ones, and saving keeps them.
    if (await admin.inputValue('[name="weekday-1-1-from"]') !== '08:30') throw new Error('Monday has no hours');
  });
  // The trial goes on whatever the time is now, also on a holiday.
  await step('trial-day', admin, () => set('hours/day', {
    day: today().day, kind: 'open', 'spans-1-from': '00:00', 'spans-1-to': '23:59', reason: '试开一天',
  }, '已保存'));
  await step('figure-of-the-halls-own', admin, () => set('parameters/queue.stop_before_close', { value: '1' }, '已记下'));
  await step('group', admin, () => set('groups/new', { code: 'social', letter: 'A', name: '社会保障', summary: '养老 医疗 就业', icon: 'users-three' }, '已保存'));
  await step('service', admin, () => set('services/new', {
    code: 'SB01', offered: true, name: '城乡居民养老保险参保登记', group: 'social', department: '社保所', kind: 'service', level_lowest: 'town',
    materials: '身份证\n户口簿', steps: '取号\n窗口交材料\n当场办结',
  }, '已保存'));
  await step('window', admin, () => set('windows/new', { number: '1', first: 'social' }, '已保存'));
}

async function people(step) {
  await step('clerk-added', admin, () => set('staff/new', {
    number: '0101', name: '演示甲', phone: '0000-0000101', position: '综合窗口', department: '社保所', roles: 'role-clerk', usual_window: '1',
  }, '已登记'));
  await step('badge-complete', admin, async () => {
    await admin.setInputFiles('input[type=file]', photo);
    await admin.getByRole('button', { name: '上传照片' }).click();
    await says(admin, '照片换好了');
    if (await admin.locator('.sign-preview .banner').count()) throw new Error('the badge still lacks something');
  });
  await step('one-time-password', admin, async () => {
    await admin.getByRole('button', { name: '给一个新的一次性密码' }).click();
    once = await admin.locator('.once code').innerText();
  });
  await step('kiosk-enrolled', admin, () => enrol('kiosk-1', 'kiosk'));
  show('kiosk-1', '--printer', printer);
  await step('kiosk-ready', kiosk, async () => {
    await kiosk.shows('home');
    await kiosk.item('社会保障');
  });
  await step('everything-is-done', admin, () => until('the door to be ready', async () => {
    await admin.goto(`${staffPages}/admin`);
    return (await admin.innerText('main')).includes('可以开门了');
  }));
}

async function firstTicket(step) {
  await step('clerk-first-sign-on', clerk, async () => {
    await signOn(clerk, staffPages, '0101', once);
    await clerk.waitForURL('**/me');
  });
  await step('clerk-at-the-window', clerk, async () => {
    await changePassword(clerk, '0101');
    await clerk.waitForURL('**/window');
  });
  await step('window-open', clerk, async () => {
    await clerk.keyboard.press('F2');
    await clerk.getByRole('button', { name: /叫下一位/ }).waitFor();
  });
  // A group of one service opens its guide at once.
  await step('kiosk-guide', kiosk, async () => {
    await kiosk.press('社会保障');
    await kiosk.shows('guide');
    await kiosk.item('城乡居民养老保险参保登记');
  });
  await step('first-ticket', kiosk, async () => {
    await kiosk.press('取号');
    await kiosk.shows('ticket');
    await kiosk.item('A001');
    slip = await newestSlip(slips, 1);
    if (slip.number !== 'A001') throw new Error(`the slip says ${slip.number}`);
  });
  const phone = await pageOf(chrome, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  await step('phone-of-the-citizen', phone, async () => {
    if (!slip.symbols[0].startsWith(publicPages)) throw new Error(`the slip leads to ${slip.symbols[0]}`);
    await phone.goto(slip.symbols[0]);
    await says(phone, 'A001');
  });
  await step('board-one-waiting', board, () => board.item('1 人在等', { limit: rotation }));
  await step('called', clerk, async () => {
    await clerk.keyboard.press('F2');
    await says(clerk, 'A001');
  });
  await step('board-calling', board, () => board.shows('calling'));
  await step('served', clerk, async () => {
    await clerk.keyboard.press('F2');
    await clerk.getByRole('button', { name: /办好了/ }).waitFor();
    await clerk.keyboard.press('F2');
    await clerk.getByRole('button', { name: /叫下一位/ }).waitFor();
  });
}

// A day must not turn under way: its opening hours were set for it alone.
await until('a new day', () => today().left > 6, 420_000);
await new Walk(pictures).go(async (step) => {
  for (const part of [machine, administrator, hall, people, firstTicket]) await part(step);
});
await chrome.close();
await stopAll();
