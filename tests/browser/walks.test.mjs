// An administrator's work without a mouse: from the menu to the saved change, by Tab, Enter, the space bar, arrows and F2 alone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { browser, faults, Hub, open, picture, signOn } from './hub.mjs';
import { choose, enter, give, tabTo, tick, type } from './keyboard.mjs';

let hub, chrome, page;

before(async () => {
  [hub, chrome] = await Promise.all([Hub.start(), browser()]);
  page = await open(chrome);
  // From now on the browser asks us for files: a listener that comes with the key press may come too late.
  page.on('filechooser', () => {});
  await page.goto(hub.url);
  await page.keyboard.type('0102');
  await page.keyboard.press('Tab');
  await page.keyboard.type('yanshi-0102-demo');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/hall');
});
after(async () => {
  await chrome?.close();
  await hub?.stop();
});

const says = (on, text) => on.waitForFunction((wanted) => document.body.innerText.includes(wanted), text);

/** Saves by F2 and waits until the page says so; axe looks at what came. */
async function save(text, name) {
  await page.keyboard.press('F2');
  await says(page, text);
  assert.deepEqual(await faults(page), []);
  if (name) await picture(page, `walk-${name}`);
}

/** Goes to a page of the settings by the head and the menu. */
async function visit(path) {
  await enter(page, '.head a[href="/admin"]');
  await page.waitForURL('**/admin');
  await enter(page, `.menu a[href="${path}"]`);
  await page.waitForURL(`**${path}`);
}

test('a group', async () => {
  await visit('/admin/groups');
  await enter(page, 'a[href="/admin/groups/social"]');
  await page.waitForURL('**/groups/social');
  await type(page, '#f-summary', '养老 就业 失业');
  await save('已保存，马上生效', 'group');
});

test('a new service', async () => {
  await visit('/admin/services');
  await enter(page, 'a[href="/admin/services/new"]');
  await page.waitForURL('**/services/new');
  await page.keyboard.press('F2');
  await page.locator('#f-code-wrong').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'f-code', 'the cursor goes to what is wrong');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'walk-service-wrong');
  await type(page, '#f-code', 'YS01');
  await tick(page, '#f-offered');
  await type(page, '#f-name', '演示：老年人高龄补贴与养老服务补贴一并申请');
  await type(page, '#f-short', '高龄补贴');
  await choose(page, '#f-group', 'social');
  await type(page, '#f-department', '民政窗口');
  await type(page, '#f-pledged_days', '5');
  await type(page, '#f-materials', '身份证\n户口簿');
  await save('已保存', 'service');
});

test('somebody new, with the photo of the badge', async () => {
  await visit('/admin/staff');
  await enter(page, 'a[href="/admin/staff/new"]');
  await page.waitForURL('**/staff/new');
  await type(page, '#f-number', '0911');
  await type(page, '#f-name', '演示新来的一位名字很长的同志');
  await tick(page, 'input[name=roles][value=role-clerk]');
  await choose(page, '#f-usual_window', '3');
  await page.keyboard.press('F2');
  await page.waitForURL('**/staff/0911');
  await says(page, '接着上传照片');
  await give(page, '#f-photo', new URL('../../deploy/demo/portraits/0203.png', import.meta.url).pathname);
  await enter(page, 'button', '上传照片');
  await says(page, '照片换好了');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'walk-staff-photo');
});

test('a role of the hall’s own', async () => {
  await visit('/admin/roles');
  await enter(page, 'a[href="/admin/roles/new"]');
  await page.waitForURL('**/roles/new');
  await type(page, '#f-name', '大厅助理');
  await tick(page, 'input[type=checkbox]', '手工发号');
  await save('大厅助理', 'roles');
});

test('a suggested value is confirmed, another is changed from a later day on', async () => {
  await visit('/admin/parameters');
  await type(page, '#find', 'queue.calls');
  await enter(page, '#p-queue-calls button');
  await says(page, '已确认：');
  assert.equal(await page.locator('#p-queue-calls button').count(), 0);
  await picture(page, 'walk-parameter-confirmed');
  await enter(page, 'a[href="/admin/parameters/queue.return_within"]');
  await page.waitForURL('**/queue.return_within');
  await type(page, '#f-value', '45');
  await typeDay('#f-from', '2026-12-01');
  await save('2026年12月1日', 'parameter-later');
});

/** Types a day into its field; the browser's own language decides in which order it takes the parts. */
async function typeDay(field, day) {
  const [year, month, date] = day.split('-');
  for (const order of [[month, date, year], [year, month, date], [date, month, year]]) {
    await tabTo(page, field);
    await page.keyboard.type(order.join(''));
    if (await page.inputValue(field) === day) return;
    // Out of the field and in again, so that the next try begins at its first part.
    await page.evaluate((wanted) => { document.querySelector(wanted).value = ''; document.activeElement.blur(); }, field);
  }
  throw new Error(`${day} cannot be typed into ${field}`);
}

test('the calendar of a year', async () => {
  await visit('/admin/calendar');
  await give(page, '#f-file', { name: 'days.csv', mimeType: 'text/csv', buffer: Buffer.from('date,kind,name\n2027-01-01,rest,元旦\n2027-01-03,work,元旦\n') });
  await save('2027 年，2 天有变化', 'calendar-look');
  await save('已导入 2027 年的日历', 'calendar');
});

test('a window', async () => {
  await visit('/admin/windows');
  await enter(page, 'a[href="/admin/windows/3"]');
  await page.waitForURL('**/windows/3');
  await tick(page, 'input[name=help][value=social]');
  await save('已保存', 'window');
});

test('a day apart', async () => {
  await visit('/admin/hours');
  await enter(page, 'a[href="/admin/hours/day"]');
  await page.waitForURL('**/hours/day');
  await typeDay('#f-day', '2026-11-27');
  await type(page, '#f-reason', '停电检修');
  await save('已保存：2026年11月27日', 'day');
});

test('a device and its file, which leaves once', async () => {
  await visit('/admin/devices');
  await enter(page, 'a[href="/admin/devices/new"]');
  await page.waitForURL('**/devices/new');
  await type(page, '#f-code', 'kiosk-9');
  await page.keyboard.press('F2');
  await says(page, 'kiosk-9 建好了');
  await tabTo(page, 'button', '下载设备文件');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.match(await readFile(await download.path(), 'utf8'), /device = "kiosk-9"/);
  await enter(page, 'button', '下载设备文件');
  await says(page, '已经下载过一次');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'walk-device-again');
});

test('a token, shown once', async () => {
  await visit('/admin/tokens');
  await enter(page, 'a[href="/admin/tokens/new"]');
  await page.waitForURL('**/tokens/new');
  await type(page, '#f-code', 'county-feed');
  await choose(page, '#f-role', 'supervisor');
  await save('请现在抄到要用它的程序里', 'token');
  assert.match(await page.locator('.once code').innerText(), /^county-feed\./);
});

test('words of a screen, looked at first', async () => {
  await visit('/admin/texts');
  await enter(page, 'a[href="/admin/texts/kiosk-home-question"]');
  await page.waitForURL('**/kiosk-home-question');
  await type(page, '#f-zh', '今天想办哪件事？');
  await enter(page, 'button', '先看看');
  await page.waitForURL('**/preview');
  assert.equal(await page.locator('.specimen.kiosk p').first().innerText(), '今天想办哪件事？');
  await save('已保存', 'text');
});

test('the slip', async () => {
  await visit('/admin/slip');
  await choose(page, '#f-ahead', 'large');
  await type(page, '#f-note-zh', '演示：下周一停电半天');
  await save('下一张小票就这样印', 'slip');
});

test('out and in again', async () => {
  await visit('/admin/transfer');
  await tabTo(page, 'button', '导出');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await give(page, '#f-file', await download.path());
  await enter(page, 'button', '看看要改什么');
  await says(page, '没有要改的');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'walk-transfer');
});

test('a locked number is opened, a sign-on is ended', async () => {
  const [clerk, guess] = [await open(chrome), await open(chrome)];
  await signOn(clerk, hub, '0203');
  for (let count = 0; count < 6; count += 1) {
    await guess.goto(`${hub.url}/sign-on`);
    await guess.keyboard.type('0204');
    await guess.keyboard.press('Tab');
    await guess.keyboard.type(`guess ${count}`);
    await guess.keyboard.press('Enter');
    await guess.locator('.banner').waitFor();
  }
  await visit('/admin/sign-ons');
  await enter(page, 'button', '现在就打开');
  await says(page, '可以登录了');
  await page.locator('tr', { hasText: '0203' }).locator('button').evaluate((button) => { button.id = 'end-0203'; });
  await enter(page, '#end-0203');
  await says(page, '已退出 1 处');
  await clerk.waitForURL(/\/sign-on\?/);
  assert.deepEqual(await faults(page), []);
  await picture(page, 'walk-sign-ons');
});

test('nothing complained', () => {
  assert.deepEqual(page.complaints, []);
});
