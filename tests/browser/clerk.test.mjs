// A clerk's round by keyboard alone, live counts, and typed text that survives a lost connection.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, faults, Hub, issue, open, picture, signOn } from './hub.mjs';

let hub, chrome, clerk, guide;
before(async () => {
  [hub, chrome] = await Promise.all([Hub.start(), browser()]);
  [clerk, guide] = [await open(chrome), await open(chrome)];
  await signOn(guide, hub, '0101');
});
after(async () => {
  await chrome?.close();
  await hub?.stop();
});

const press = (key) => clerk.keyboard.press(key);
const says = (page, text) => page.waitForFunction((wanted) => document.body.innerText.includes(wanted), text);

test('signing on and opening the usual window needs no mouse', async () => {
  await clerk.goto(hub.url);
  await picture(clerk, 'sign-on');
  assert.deepEqual(await faults(clerk), []);
  await clerk.keyboard.type('0203');
  await press('Tab');
  await clerk.keyboard.type('yanshi-0203-demo');
  await press('Enter');
  await clerk.waitForURL('**/window');
  await clerk.getByRole('button', { name: '到 2 号窗口上岗' }).waitFor();
  await picture(clerk, 'clerk-choose');
  assert.deepEqual(await faults(clerk), []);
  await press('F2');
  await clerk.getByRole('button', { name: /叫下一位/ }).waitFor();
  await picture(clerk, 'clerk-empty');
  assert.ok(await clerk.getByRole('button', { name: /叫下一位/ }).isDisabled(), 'nobody waits, nobody can be called');
});

test('counts arrive by themselves and show no person before the call', async () => {
  const first = await issue(guide, '养老保险参保');
  await issue(guide, '养老', { priority: 'elderly' });
  await issue(guide, '医保');
  await says(clerk, '有 2 人在等');
  assert.equal(first.number, 'A001');
  assert.match(first.code, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const shown = await clerk.locator('body').innerText();
  assert.ok(!/[AB]00\d/.test(shown), 'numbers before the call');
  await picture(clerk, 'clerk-idle');
  assert.deepEqual(await faults(clerk), []);
});

test('F2 calls, begins and finishes; the other keys do what is drawn on them', async () => {
  await press('F2');
  await clerk.locator('.band').waitFor();
  const called = await clerk.locator('.band .number').innerText();
  await picture(clerk, 'clerk-called');
  assert.deepEqual(await faults(clerk), []);
  await press('F8');
  await says(clerk, '刚叫过');
  await press('F2');
  await clerk.getByRole('button', { name: /办好了/ }).waitFor();
  await clerk.locator('.checks input').first().check();
  await picture(clerk, 'clerk-serving');
  assert.deepEqual(await faults(clerk), []);
  await press('F9');
  await says(clerk, '想请人陪同');
  assert.ok(await clerk.locator('.checks input').first().isChecked(), 'ticks survive what arrives live');
  await press('F4');
  await clerk.locator('#sheet[open] #services').waitFor();
  await picture(clerk, 'clerk-transfer');
  assert.deepEqual(await faults(clerk), []);
  await press('Escape');
  await press('F2');
  await says(clerk, `${called} 办好了`);
  await picture(clerk, 'clerk-finished');
  assert.deepEqual(await faults(clerk), []);
});

test('what was done can be taken back while the seconds run', async () => {
  await clerk.getByRole('button', { name: /撤回/ }).click();
  await clerk.getByRole('button', { name: /办好了/ }).waitFor();
  await press('F2');
  await clerk.getByRole('button', { name: /叫下一位/ }).waitFor();
});

test('a missed ticket is found again', async () => {
  await press('F2');
  await clerk.locator('.band').waitFor();
  const number = await clerk.locator('.band .number').innerText();
  await press('F6');
  await says(clerk, `${number} 记为过号`);
  await clerk.getByRole('link', { name: /找回过号/ }).click();
  await clerk.locator('#sheet[open]').waitFor();
  await picture(clerk, 'clerk-missed');
  assert.deepEqual(await faults(clerk), []);
  await clerk.locator('#sheet').getByRole('button', { name: /找回过号/ }).click();
  await clerk.locator('#sheet:not([open])').waitFor({ state: 'attached' });
  await says(clerk, '有 1 人在等');
});

test('a pause shows, and F2 ends it', async () => {
  await clerk.getByRole('link', { name: '暂离一会儿' }).click();
  await clerk.locator('#sheet[open]').getByRole('button', { name: '10 分钟' }).click();
  await clerk.locator('#sheet:not([open])').waitFor({ state: 'attached' });
  await clerk.getByRole('button', { name: /回来了/ }).first().waitFor();
  await picture(clerk, 'clerk-paused');
  assert.deepEqual(await faults(clerk), []);
  await press('F2');
  await clerk.getByRole('button', { name: /叫下一位/ }).waitFor();
});

test('? lists the shortcuts; keys that are not ours do nothing', async () => {
  await press('?');
  await clerk.locator('#sheet[open]').waitFor();
  assert.deepEqual(await faults(clerk), []);
  await picture(clerk, 'clerk-shortcuts');
  await press('Escape');
  const before = await clerk.locator('main').innerText();
  for (const key of ['F1', 'F11', 'F12', 'Space']) await press(key);
  assert.equal(await clerk.locator('main').innerText(), before);
});

test('typed text survives a lost hub, the page says so, and goes on when it is back', async () => {
  await clerk.getByRole('link', { name: /发号/ }).click();
  await clerk.locator('#sheet[open] #services').waitFor();
  await clerk.fill('#find', '养老');
  await hub.halt();
  await clerk.locator('body.away').waitFor();
  assert.equal(await clerk.inputValue('#find'), '养老');
  await picture(clerk, 'clerk-away');
  await press('Escape');
  await picture(clerk, 'clerk-away-idle');
  assert.deepEqual(await faults(clerk), []);
  await hub.serve();
  await clerk.locator('body:not(.away)').waitFor();
  await clerk.getByRole('button', { name: /叫下一位/ }).waitFor();
  await press('F2');
  await clerk.locator('.band').waitFor();
});

test('nothing complained', () => {
  const complaints = [...clerk.complaints, ...guide.complaints].filter((line) => !/ERR_CONNECTION_REFUSED|NetworkError|Failed to fetch|network error/i.test(line));
  assert.deepEqual(complaints, []);
});
