// The administrator's pages of devices, tokens, words, slip and transfer: each done once, by keyboard where it begins.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { browser, faults, Hub, open, picture, signOn } from './hub.mjs';
import { type } from './keyboard.mjs';

let hub, chrome, page, english;

before(async () => {
  [hub, chrome] = await Promise.all([Hub.start(), browser()]);
  [page, english] = [await open(chrome), await open(chrome, { locale: 'en-GB' })];
  await signOn(page, hub, '0102');
  await signOn(english, hub, '0102');
});
after(async () => {
  await chrome?.close();
  await hub?.stop();
});

const says = (on, text) => on.waitForFunction((wanted) => document.body.innerText.includes(wanted), text);

test('a kiosk is enrolled by the keyboard alone and its file is downloaded once', async () => {
  await page.goto(`${hub.url}/admin/devices/new`);
  await type(page, '#f-code', 'kiosk-9');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'device-new');
  await page.keyboard.press('F2');
  await says(page, 'kiosk-9 建好了');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'device');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载设备文件' }).click()]);
  assert.equal(download.suggestedFilename(), 'kiosk-9.toml');
  const file = await readFile(await download.path(), 'utf8');
  for (const words of ['device = "kiosk-9"', 'class = "kiosk"', 'password = ', 'broker = ']) assert.ok(file.includes(words), words);
  await page.getByRole('button', { name: '下载设备文件' }).click();
  await says(page, '已经下载过一次');
  assert.equal(await page.getByRole('button', { name: '下载设备文件' }).count(), 0);
});

test('a device is locked with words, unlocked, and what is wrong stands beside its field', async () => {
  await page.fill('#f-zh', '正在换纸，请用旁边那台');
  await page.fill('#f-en', 'New paper is coming');
  await page.getByRole('button', { name: /暂停使用/ }).click();
  await says(page, 'kiosk-9 已暂停使用');
  await says(page, '正在换纸，请用旁边那台');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'device-locked');
  await page.goto(`${hub.url}/admin/devices`);
  await says(page, '暂停使用');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'devices');
  await page.goto(`${hub.url}/admin/devices/kiosk-9`);
  await page.getByRole('button', { name: '收回密码' }).click();
  await says(page, '请先打勾');
  assert.deepEqual(await faults(page), []);
  await page.goto(`${hub.url}/admin/devices/kiosk-9`);
  await page.getByRole('button', { name: '恢复使用' }).click();
  await says(page, 'kiosk-9 恢复使用');
  await page.goto(`${hub.url}/hall`);
  await says(page, 'kiosk-9 还没有消息');
});

test('a token is shown once', async () => {
  await page.goto(`${hub.url}/admin/tokens/new`);
  await page.fill('#f-code', 'county-feed');
  await page.selectOption('#f-role', 'supervisor');
  await page.getByLabel('2 号窗口').check();
  assert.deepEqual(await faults(page), []);
  await page.keyboard.press('F2');
  await says(page, '请现在抄到要用它的程序里');
  const shown = await page.locator('.once code').innerText();
  assert.match(shown, /^county-feed\.[0-9a-z]{20,}$/);
  assert.deepEqual(await faults(page), []);
  await picture(page, 'token-once');
  const answer = await fetch(`${hub.url}/api/v1/groups`, { headers: { authorization: `Bearer ${shown}` } });
  assert.equal(answer.status, 200);
  await page.goto(`${hub.url}/admin/tokens/county-feed`);
  assert.ok(!(await page.content()).includes(shown));
  await picture(page, 'token');
  await page.getByRole('button', { name: '收回' }).click();
  await says(page, '已收回');
  assert.deepEqual(await faults(page), []);
});

test('words are looked at before they are saved, and the usual ones come back', async () => {
  await page.goto(`${hub.url}/admin/texts`);
  assert.deepEqual(await faults(page), []);
  await picture(page, 'texts');
  await page.getByRole('link', { name: '您要办什么事？' }).click();
  await page.fill('#f-zh', '今天想办哪件事？');
  await page.getByRole('button', { name: '先看看' }).click();
  await says(page, '今天想办哪件事？');
  assert.equal(await page.locator('.specimen.kiosk p').first().innerText(), '今天想办哪件事？');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'text-look');
  assert.equal(await page.getByRole('button', { name: '用回原来的话' }).count(), 0, 'nothing is saved yet');
  await page.keyboard.press('F2');
  await says(page, '已保存');
  await page.goto(`${hub.url}/admin/texts/kiosk-home-question`);
  await page.getByRole('button', { name: '用回原来的话' }).click();
  await says(page, '用回原来的话了');
});

test('the slip is drawn as it prints, in both languages', async () => {
  for (const [on, name] of [[page, 'slip-zh'], [english, 'slip-en']]) {
    await on.goto(`${hub.url}/admin/slip`);
    assert.equal(await on.locator('svg.paper-dots').count(), 2);
    assert.deepEqual(await faults(on), []);
    await picture(on, name);
  }
  await page.selectOption('#f-ahead', 'large');
  await page.selectOption('#f-qr', 'off');
  await page.fill('#f-note-zh', '演示：下周一停电半天');
  await page.getByRole('button', { name: '先看看' }).click();
  await page.locator('svg.paper-dots').first().waitFor();
  const drawn = await page.locator('svg.paper-dots').first().textContent();
  assert.ok(drawn.includes('下周一停电半天') && !drawn.includes('扫一扫'), drawn);
  await picture(page, 'slip-look');
  await page.keyboard.press('F2');
  await says(page, '下一张小票就这样印');
});

test('a hall is exported, and an upload says what would change before it changes', async () => {
  await page.goto(`${hub.url}/admin/transfer`);
  assert.deepEqual(await faults(page), []);
  await picture(page, 'transfer');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出' }).click()]);
  assert.match(download.suggestedFilename(), /^sunhall-demo-2026-11-23\.zip$/);
  await page.setInputFiles('#f-file', await download.path());
  await page.getByRole('button', { name: /看看要改什么/ }).click();
  await says(page, '没有要改的');
  assert.deepEqual(await faults(page), []);
  await page.goto(`${hub.url}/admin/transfer`);
  await page.setInputFiles('#f-file', { name: 'hall.zip', mimeType: 'application/zip', buffer: Buffer.from('nonsense') });
  await page.getByRole('button', { name: /看看要改什么/ }).click();
  await says(page, '这个文件打不开');
  assert.deepEqual(await faults(page), []);
});

test('nothing complained', () => {
  assert.deepEqual([...page.complaints, ...english.complaints], []);
});
