// The administrator's pages in a real browser: what is saved, planned, found and refused, with what is wrong said beside its field.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, faults, Hub, open, picture, signOn } from './hub.mjs';
import { tabTo } from './keyboard.mjs';

let hub, chrome;

before(async () => {
  [hub, chrome] = await Promise.all([Hub.start(), browser()]);
});
after(async () => {
  await chrome?.close();
  await hub?.stop();
});

const says = (page, text) => page.waitForFunction((wanted) => document.body.innerText.includes(wanted), text);

async function desk(options = {}) {
  const page = await open(chrome, options);
  await signOn(page, hub, '0102');
  return page;
}

test('a group is changed by keyboard alone, and a wrong letter is said beside it', async () => {
  const page = await desk();
  await page.goto(`${hub.url}/admin`);
  await tabTo(page, '.menu a[href="/admin/groups"]');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/admin/groups');
  await tabTo(page, 'a[href="/admin/groups/social"]');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/admin/groups/social');
  await tabTo(page, '#f-summary');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('养老 就业 失业');
  await tabTo(page, '#f-letter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('I');
  await page.keyboard.press('F2');
  await page.locator('#f-letter-wrong').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'f-letter', 'the cursor goes to what is wrong');
  assert.equal(await page.inputValue('#f-summary'), '养老 就业 失业', 'what was typed stays');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'settings-group-wrong');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('A');
  await page.keyboard.press('F2');
  await says(page, '已保存，马上生效');
  await picture(page, 'settings-groups-saved');
  await page.goto(`${hub.url}/admin/groups/social`);
  assert.equal(await page.inputValue('#f-summary'), '养老 就业 失业');
  await says(page, '第 2 版');
  await picture(page, 'settings-group-versions');
  assert.deepEqual(page.complaints, []);
});

test('a change for a later day is planned and seen', async () => {
  const page = await desk();
  await page.goto(`${hub.url}/admin/windows/2`);
  await page.locator('input[name=help][value=medical]').uncheck();
  await page.locator('input[name=help][value=relief]').check();
  await page.fill('#f-from', '2026-12-01');
  await page.keyboard.press('F2');
  await says(page, '已排好，2026年12月1日零点换上');
  await page.goto(`${hub.url}/admin/windows/2`);
  await says(page, '有一次计划好的改动');
  assert.deepEqual(await faults(page), []);
  await page.goto(`${hub.url}/admin/planned`);
  await says(page, '去掉：医疗保障');
  await picture(page, 'settings-planned');
  assert.deepEqual(await faults(page), []);
});

test('parameters are found, confirmed where they stand, and changed', async () => {
  const page = await desk();
  await page.goto(`${hub.url}/admin/parameters`);
  await page.fill('#find', '叫号');
  const shown = page.locator('tbody tr:not([hidden])');
  const count = await page.locator('tbody tr').count();
  await page.waitForFunction((all) => document.querySelectorAll('tbody tr:not([hidden])').length < all, count);
  assert.ok(await shown.count() > 0);
  await page.fill('#find', '没有这样的参数');
  await says(page, '没有找到。换个词试试。');
  await page.fill('#find', 'queue.calls');
  await shown.locator('button').first().click();
  await page.waitForURL('**/admin/parameters#p-queue-calls');
  await says(page, '已确认：');
  await picture(page, 'settings-parameters-confirmed');
  await page.goto(`${hub.url}/admin/parameters/notice.delay`);
  await page.fill('#f-value', '15');
  await page.keyboard.press('F2');
  await page.locator('#f-checked-wrong').waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, 'settings-parameter-law');
});

test('a calendar file is looked at, and its bad lines are named', async () => {
  const page = await desk();
  await page.goto(`${hub.url}/admin/calendar`);
  const file = (text) => page.setInputFiles('#f-file', { name: 'days.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await file('date,kind,name\n2027-01-01,holiday,元旦\n');
  await page.keyboard.press('F2');
  await says(page, '第 2 行');
  await picture(page, 'settings-calendar-wrong');
  assert.deepEqual(await faults(page), []);
  await file('date,kind,name\n2027-01-01,rest,元旦\n2027-01-03,work,元旦\n');
  await page.keyboard.press('F2');
  await says(page, '2027 年，2 天有变化');
  await picture(page, 'settings-calendar-preview');
  assert.deepEqual(await faults(page), []);
  await page.keyboard.press('F2');
  await says(page, '已导入 2027 年的日历');
});

test('a day is set apart and taken back', async () => {
  const page = await desk();
  await page.goto(`${hub.url}/admin/hours/day`);
  await page.fill('#f-day', '2026-11-27');
  await page.fill('#f-reason', '停电检修');
  await page.keyboard.press('F2');
  await says(page, '已保存：2026年11月27日');
  await picture(page, 'settings-hours-day');
  await page.getByRole('button', { name: '撤销' }).click();
  await says(page, '已撤销');
});

test('without script the same forms work', async () => {
  const page = await desk({ javaScriptEnabled: false });
  await page.goto(`${hub.url}/admin/groups/medical`);
  await page.fill('#f-letter', 'Q');
  await page.locator('.settings .ends button').click();
  await page.locator('#f-letter-wrong').waitFor();
  await page.fill('#f-letter', 'B');
  await page.locator('.settings .ends button').click();
  await page.waitForURL('**/admin/groups');
  assert.ok((await page.locator('#said').innerText()).includes('已保存'));
});
