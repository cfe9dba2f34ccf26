// The pages about people in real Chromium: staff with photo and badge, roles, sign-ons, the security log, the forced new password; by keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, faults, Hub, open, picture, signOn, until } from './hub.mjs';

let hub, chrome, admin;
const others = [];

before(async () => {
  [hub, chrome] = await Promise.all([Hub.start(), browser()]);
  admin = await open(chrome);
  await signOn(admin, hub, '0102', '/admin/staff');
});
after(async () => {
  await chrome?.close();
  await hub?.stop();
});

const says = (page, text) => page.waitForFunction((wanted) => document.body.innerText.includes(wanted), text);
const main = (page) => page.locator('main').innerText();

/** A photo that the browser itself draws, as PNG. */
async function photo(page, width, height) {
  const data = await page.evaluate(([wide, high]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: wide, height: high });
    const draw = canvas.getContext('2d');
    draw.fillStyle = '#cfe0ee'; draw.fillRect(0, 0, wide, high);
    draw.fillStyle = '#4a5560'; draw.beginPath(); draw.ellipse(wide / 2, high, wide * 0.32, high * 0.34, 0, 0, 7); draw.fill();
    draw.fillStyle = '#cdbfae'; draw.beginPath(); draw.ellipse(wide / 2, high * 0.42, wide * 0.13, high * 0.2, 0, 0, 7); draw.fill();
    return canvas.toDataURL('image/png').split(',')[1];
  }, [width, height]);
  return { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from(data, 'base64') };
}

test('the list shows everybody with badge and sign-on', async () => {
  await says(admin, '演示乙');
  assert.deepEqual(await faults(admin), []);
  await picture(admin, 'staff-list');
  await admin.fill('#find', '0203');
  assert.equal(await admin.locator('#lists tbody tr:visible').count(), 1);
});

test('somebody new is added by keyboard alone; what is wrong is said beside its field', async () => {
  await admin.goto(`${hub.url}/admin/staff/new`);
  await admin.locator('#f-name').focus();
  await admin.keyboard.press('F2');
  await says(admin, '这里要填');
  assert.deepEqual(await faults(admin), []);
  await picture(admin, 'staff-new-wrong');
  await admin.locator('#f-number').focus();
  await admin.keyboard.type('0911');
  await admin.keyboard.press('Tab');
  await admin.keyboard.type('演示新来的一位名字很长的同志');
  await admin.keyboard.press('Tab');
  await admin.keyboard.type('0000-0000911');
  await admin.keyboard.press('Tab');
  await admin.keyboard.type('综合窗口岗');
  await admin.locator('input[name=roles][value=role-clerk]').focus();
  await admin.keyboard.press('Space');
  await admin.locator('#f-usual_window').selectOption('3');
  await admin.keyboard.press('F2');
  await admin.waitForURL('**/admin/staff/0911');
  await says(admin, '岗牌还缺照片');
  await picture(admin, 'staff-without-photo');
  assert.deepEqual(await faults(admin), []);
});

test('a photo completes the badge; a bad one is refused kindly', async () => {
  await admin.setInputFiles('input[type=file]', { name: 'words.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo at all') });
  await admin.getByRole('button', { name: '上传照片' }).click();
  await says(admin, '这个文件不是 JPEG 或 PNG 照片');
  await admin.setInputFiles('input[type=file]', await photo(admin, 1600, 1200));
  await admin.getByRole('button', { name: '上传照片' }).click();
  await says(admin, '照片换好了');
  const size = await admin.locator('.sign-badge img').evaluate((image) => [image.naturalWidth, image.naturalHeight]);
  assert.deepEqual(size, [480, 600]);
  assert.equal(await admin.locator('.sign-preview .banner').count(), 0, 'nothing is missing');
  await picture(admin, 'staff-badge');
  assert.deepEqual(await faults(admin), []);
  await admin.getByRole('link', { name: '打印工牌' }).click();
  await admin.locator('.worn').waitFor();
  assert.ok(await admin.locator('.worn .sign-qr svg').isVisible());
  assert.deepEqual(await faults(admin), []);
  await picture(admin, 'badge-worn');
  await admin.emulateMedia({ media: 'print' });
  assert.ok(await admin.locator('.head').isHidden());
  await picture(admin, 'badge-worn-print');
  await admin.emulateMedia({ media: 'screen' });
});

test('a one-time password opens one page, by the badge and by keyboard', async () => {
  await admin.goto(`${hub.url}/admin/staff/0911`);
  await admin.getByRole('button', { name: '给一个新的一次性密码' }).click();
  const password = await admin.locator('.once code').innerText();
  await picture(admin, 'staff-password');
  assert.deepEqual(await faults(admin), []);
  const page = await open(chrome);
  others.push(page);
  await page.goto(`${hub.url}/sign-on?staff=0911`);
  assert.equal(await page.inputValue('#number'), '0911', 'the badge names the person');
  await picture(page, 'sign-on-badge');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/me');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'password-forced');
  await page.goto(`${hub.url}/window`);
  await page.waitForURL('**/me');
  await page.keyboard.type(password);
  await page.keyboard.press('Tab');
  await page.keyboard.type('a long new password');
  await page.keyboard.press('Tab');
  await page.keyboard.type('a long new password');
  await page.keyboard.press('Enter');
  await says(page, '密码换好了');
  await page.goto(`${hub.url}/me`);
  await says(page, '我在哪些地方登录着');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'me');
  await page.goto(`${hub.url}/language?to=en&then=/me`);
  await picture(page, 'me-english');
  assert.ok(!/[\u4e00-\u9fff]{2}/.test((await main(page)).replace(/演示\S*|综合窗口岗/g, '')), 'no Chinese words left over');
});

test('a role of the hall’s own is made of single rights', async () => {
  await admin.goto(`${hub.url}/admin/roles`);
  await picture(admin, 'roles');
  assert.deepEqual(await faults(admin), []);
  await admin.getByRole('link', { name: '定一个角色' }).click();
  await admin.fill('#f-name', '大厅助理');
  await admin.fill('#f-name_en', 'Hall assistant');
  for (const right of ['安排帮办', '看值班长的实时页', '手工发号']) await admin.getByLabel(right).check();
  await picture(admin, 'role-new');
  assert.deepEqual(await faults(admin), []);
  await admin.keyboard.press('F2');
  await says(admin, '大厅助理');
  await admin.goto(`${hub.url}/admin/staff/0911`);
  await admin.getByLabel('大厅助理').check();
  await admin.keyboard.press('F2');
  await says(admin, '已保存');
  assert.match(await admin.locator('.changes').first().innerText(), /本大厅的角色.*大厅助理/);
});

test('sign-ons are ended at once, also on a page that is open; a locked number is unlocked', async () => {
  const clerk = await open(chrome);
  others.push(clerk);
  await signOn(clerk, hub, '0203');
  await clerk.locator('.windows').waitFor();
  const guess = await open(chrome);
  others.push(guess);
  for (let count = 0; count < 6; count += 1) {
    await guess.goto(`${hub.url}/sign-on`);
    await guess.fill('#number', '0204');
    await guess.fill('#secret', `guess ${count}`);
    await guess.keyboard.press('Enter');
    await guess.locator('.banner').waitFor();
  }
  assert.match(await main(guess), /10:\d\d 以后/);
  await picture(guess, 'sign-on-locked');
  assert.deepEqual(await faults(guess), []);
  await admin.goto(`${hub.url}/admin/sign-ons`);
  await picture(admin, 'sign-ons');
  assert.deepEqual(await faults(admin), []);
  await admin.getByRole('button', { name: '现在就打开' }).click();
  await says(admin, '可以登录了');
  await admin.locator('tr', { hasText: '0203' }).getByRole('button').click();
  await says(admin, '已退出 1 处');
  await clerk.waitForURL(/\/sign-on\?/);
});

test('the security log is filtered by keyboard and downloaded', async () => {
  await admin.goto(`${hub.url}/admin/security`);
  await says(admin, '错太多，停用');
  await picture(admin, 'security');
  assert.deepEqual(await faults(admin), []);
  await admin.locator('#f-who').focus();
  await admin.keyboard.type('0911');
  await admin.keyboard.press('Enter');
  await until('the filter', async () => /who=0911/.test(admin.url()));
  assert.ok(!(await main(admin)).includes('0204'));
  const [download] = await Promise.all([admin.waitForEvent('download'), admin.getByRole('link', { name: '下载表格' }).click()]);
  assert.match(download.suggestedFilename(), /^security-.*\.csv$/);
});

test('nothing complained', () => {
  assert.deepEqual([admin, ...others].flatMap((page) => page.complaints), []);
});
