// The citizen's phone, the guide desk, the manager's page and the public pages, in both languages, with and without script.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, faults, Hub, issue, open, picture, signOn } from './hub.mjs';

let hub, chrome, clerk, guide, manager;
const phones = [];
const handset = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

before(async () => {
  [hub, chrome] = await Promise.all([Hub.start(), browser()]);
  [clerk, guide, manager] = [await open(chrome), await open(chrome), await open(chrome)];
  await signOn(guide, hub, '0101');
  await signOn(manager, hub, '0102');
  await signOn(clerk, hub, '0203');
  await clerk.keyboard.press('F2');
  await clerk.getByRole('button', { name: /叫下一位/ }).waitFor();
});
after(async () => {
  await chrome?.close();
  await hub?.stop();
});

const says = (page, text) => page.waitForFunction((wanted) => document.body.innerText.includes(wanted), text);

async function phone(address, options = {}) {
  const page = await open(chrome, { ...handset, ...options });
  await page.goto(address);
  phones.push(page);
  return page;
}

test('the desk and the manager begin with a sentence', async () => {
  await says(guide, '现在没有人等。');
  await says(manager, '现在没有人等。');
  assert.deepEqual(await faults(guide), []);
  assert.deepEqual(await faults(manager), []);
  await picture(guide, 'desk-empty');
  await picture(manager, 'manager-empty');
});

test('a phone follows its ticket from waiting to rated', async () => {
  const first = await issue(guide, '养老保险参保');
  const second = await issue(guide, '养老');
  const [one, two] = [await phone(first.address), await phone(second.address)];
  await says(one, '快到了，请留在附近');
  assert.equal(await one.locator('.yours b').innerText(), first.number);
  assert.match(await two.locator('.ahead').innerText(), /前面还有\s*1 人/);
  await picture(two, 'phone-waiting');
  assert.deepEqual(await faults(two), []);
  await clerk.keyboard.press('F2');
  await clerk.locator('.band').waitFor();
  await says(one, '请到 2 号窗口');
  await one.waitForFunction(() => document.title.includes('2'));
  await picture(one, 'phone-called');
  assert.deepEqual(await faults(one), []);
  await says(two, '前面没有人');
  await clerk.keyboard.press('F2');
  await clerk.getByRole('button', { name: /办好了/ }).waitFor();
  await says(one, '正在为您办理');
  await clerk.keyboard.press('F2');
  await clerk.getByRole('button', { name: /叫下一位/ }).waitFor();
  await one.locator('#rating').waitFor();
  assert.deepEqual(await faults(one), []);
  await picture(one, 'phone-rating');
  await one.getByText('满意', { exact: true }).click();
  await one.getByRole('button', { name: '提交评价' }).click();
  await one.locator('#rating').waitFor({ state: 'detached' });
});

test('a phone works without script, gives the number back, and knows English', async () => {
  const third = await issue(guide, '养老');
  const plain = await phone(third.address, { javaScriptEnabled: false, locale: 'en-GB' });
  assert.match(await plain.locator('body').innerText(), /Your number/i);
  await picture(plain, 'phone-english');
  await plain.locator('summary').click();
  await plain.locator('#cancel button').click();
  assert.equal(await plain.locator('#cancel').count(), 0, 'a number that was given back cannot be given back again');
  const wrong = await phone(`${hub.url}/t/00000000000000000000000000`);
  assert.match(await wrong.locator('body').innerText(), /没有这个号/);
  assert.deepEqual(await faults(wrong), []);
});

test('the desk confirms assistance and asks for company; the manager sees the order', async () => {
  const last = await issue(guide, '养老', { priority: 'pregnant' });
  await guide.getByRole('button', { name: `确认需要照应 ${last.number}` }).click();
  await says(guide, '已确认，下一个空窗口接待');
  await guide.getByRole('button', { name: /派人陪同/ }).first().click();
  await says(guide, '已请人来陪同');
  await picture(guide, 'desk-waiting');
  assert.deepEqual(await faults(guide), []);
  await says(clerk, '1 位需要照应');
  await manager.locator('.lines li .slip').first().waitFor();
  assert.equal(await manager.locator('.lines ol').first().locator('.slip').first().innerText(), last.number, 'who needs assistance is next');
  assert.equal(await manager.locator('.lines .first').count(), 1);
  await picture(manager, 'manager-live');
  assert.deepEqual(await faults(manager), []);
});

test('a manager lends help, takes it back, approves what is urgent and closes a window', async () => {
  await manager.getByRole('link', { name: '安排帮办' }).click();
  await manager.locator('#sheet[open]').waitFor();
  await manager.selectOption('#group', { label: '户籍身份证' });
  assert.deepEqual(await faults(manager), []);
  await manager.keyboard.press('F2');
  await says(manager, '正在帮办户籍身份证');
  await manager.getByRole('button', { name: '收回帮办' }).click();
  await manager.getByRole('button', { name: '收回帮办' }).waitFor({ state: 'detached' });
  await manager.getByRole('link', { name: '批准急事' }).click();
  await manager.locator('#sheet[open] input[type=radio]').last().check();
  await manager.locator('#reason').fill('急着赶车');
  await picture(manager, 'manager-urgent');
  assert.deepEqual(await faults(manager), []);
  await manager.keyboard.press('F2');
  await manager.locator('#sheet:not([open])').waitFor({ state: 'attached' });
  await manager.getByRole('link', { name: '去看看 2 号窗口' }).click();
  await manager.locator('#sheet[open] #reason').fill('下班了没有收岗');
  await manager.locator('#sheet[open]').getByRole('button', { name: /确认/ }).click();
  await clerk.getByRole('button', { name: /到 2 号窗口上岗/ }).waitFor();
});

test('a refusal says kindly what to do and leaves the sheet open', async () => {
  await guide.getByRole('link', { name: /发号/ }).click();
  await guide.locator('#sheet[open] #services').waitFor();
  await guide.evaluate(() => { document.querySelector('#services input').value = 'NOTHING'; });
  await guide.locator('#services li:visible label').first().click();
  await guide.keyboard.press('F2');
  await says(guide, '这件事已不在清单上');
  assert.ok(await guide.locator('#sheet[open] #services').isVisible());
  assert.deepEqual(await faults(guide), []);
  await guide.keyboard.press('Escape');
});

test('guides and badges open from a QR without a sign-on', async () => {
  const page = await open(chrome, handset);
  await page.goto(`${hub.url}/g/SB01`);
  assert.match(await page.locator('body').innerText(), /居民身份证/);
  assert.deepEqual(await faults(page), []);
  await picture(page, 'guide');
  await page.goto(`${hub.url}/s/0203`);
  assert.match(await page.locator('body').innerText(), /演示乙[\s\S]*工号 0203/);
  assert.ok(await page.locator('.badge img').evaluate((image) => image.complete && image.naturalWidth > 0), 'the portrait is shown');
  assert.deepEqual(await faults(page), []);
  await picture(page, 'badge');
});

test('staff pages speak English', async () => {
  await manager.goto(`${hub.url}/language?to=en&then=/hall`);
  await picture(manager, 'manager-english');
  assert.equal(await manager.locator('html').getAttribute('lang'), 'en');
  assert.deepEqual(await faults(manager), []);
  await clerk.goto(`${hub.url}/language?to=en&then=/window`);
  await clerk.keyboard.press('F2');
  await clerk.locator('.call').waitFor();
  await picture(clerk, 'clerk-english');
  assert.deepEqual(await faults(clerk), []);
  await clerk.keyboard.press('F2');
  await clerk.locator('.band').waitFor();
  await picture(clerk, 'clerk-english-called');
  assert.deepEqual(await faults(clerk), []);
  for (const page of [manager, clerk]) assert.ok(!/[\u4e00-\u9fff]{2}/.test((await page.locator('main').innerText()).replace(/演示.|居民身份证|户口簿/g, '')), 'no Chinese words left over');
});

test('a locked page asks for the PIN; the window stays', async () => {
  await clerk.goto(`${hub.url}/lock`);
  await picture(clerk, 'locked');
  assert.deepEqual(await faults(clerk), []);
  await clerk.goto(`${hub.url}/window`);
  assert.match(clerk.url(), /\/lock/);
  await clerk.keyboard.type('000203');
  await clerk.keyboard.press('Enter');
  await clerk.locator('.band').waitFor();
});

test('nothing complained', () => {
  assert.deepEqual([clerk, guide, manager, ...phones].flatMap((page) => page.complaints), []);
});
