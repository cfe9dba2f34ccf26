// Every page that the router knows, in both languages: nothing for axe to find, nothing runs out of it, no key of the words stands on it, and Tab goes everywhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, faults, Hub, issue, open, picture, signOn } from './hub.mjs';
import { mainKey, walk } from './keyboard.mjs';
import { beside, chineseWords, keys, noPages, ownWords, routes, visits } from './routes.mjs';

const seen = { newcomer: '0999', device: 'kiosk-7', token: 'county-feed' };
const wide = { width: 1440, height: 900 };
const small = { width: 1024, height: 768 };
const handset = { width: 390, height: 844 };
const typed = ['演示新来的一位名字很长很长的少数民族同志', '大厅助理'];
const people = {};
let hub, chrome, list, known, own, words;

/** Fills in the one form of an administrator's page and saves it. */
async function save(path, fill) {
  await people.admin.goto(`${hub.url}${path}`);
  await fill(people.admin);
  await Promise.all([people.admin.waitForEvent('framenavigated'), people.admin.keyboard.press('F2')]);
  await people.admin.waitForLoadState();
}

async function openWindow(number) {
  const page = await open(chrome);
  await signOn(page, hub, number, '/window');
  await page.keyboard.press('F2');
  await page.getByRole('button', { name: /叫下一位/ }).waitFor();
  return page;
}

/** A hall in which each page has something to show. */
before(async () => {
  [hub, chrome] = await Promise.all([Hub.start(), browser()]);
  [list, known, own, words] = await Promise.all([routes(), keys(), ownWords(), chineseWords()]);
  own += typed.join(' ');
  for (const who of ['nobody', 'admin', 'guide', 'locked', 'choosing', 'forced']) people[who] = await open(chrome);
  await signOn(people.admin, hub, '0102');
  await signOn(people.guide, hub, '0101');
  await signOn(people.locked, hub, '0204');
  await signOn(people.choosing, hub, '0205', '/window');
  people.idle = await openWindow('0206');
  people.serving = await openWindow('0203');
  await save('/admin/staff/new', async (page) => {
    await page.fill('#f-number', seen.newcomer);
    await page.fill('#f-name', typed[0]);
    await page.getByLabel('窗口工作人员').check();
  });
  await people.admin.getByRole('button', { name: '一次性密码' }).click();
  const password = await people.admin.locator('.once code').innerText();
  await people.forced.goto(`${hub.url}/sign-on?staff=${seen.newcomer}`);
  await people.forced.fill('#secret', password);
  await people.forced.keyboard.press('Enter');
  await people.forced.waitForURL('**/me');
  await save('/admin/roles/new', async (page) => {
    await page.fill('#f-name', typed[1]);
    await page.getByLabel('手工发号').check();
  });
  await people.admin.goto(`${hub.url}/admin/roles`);
  seen.role = await people.admin.getByRole('link', { name: '大厅助理' }).getAttribute('href');
  await save('/admin/devices/new', (page) => page.fill('#f-code', seen.device));
  await hub.token(seen.token, 'supervisor');
  const [{ address }] = [await issue(people.guide, '养老保险参保'), await issue(people.guide, '养老')];
  seen.ticket = new URL(address).pathname;
  const slip = people.guide.locator('a[href^="/slip/"]').first();
  await slip.waitFor();
  seen.slip = await slip.getAttribute('href');
  await people.serving.keyboard.press('F2');
  await people.serving.locator('.band').waitFor();
  await people.serving.keyboard.press('F2');
  await people.serving.getByRole('button', { name: /办好了/ }).waitFor();
});
after(async () => {
  await chrome?.close();
  await hub?.stop();
});

/** Each address with whoever opens it. */
function addresses() {
  const table = visits(seen);
  const routed = Object.entries(table).flatMap(([path, { as, at }]) => at.map((address) => ({ as, address, isPublic: as === 'nobody' || list.find((route) => route.path === path)?.isPublic })));
  return [...routed, ...beside.flatMap(({ as, at }) => at.map((address) => ({ as, address, isPublic: as === 'nobody' })))];
}

test('each address of the router is visited, or named as no page', async () => {
  assert.ok(list.length > 60, `only ${list.length} routes were read`);
  const [visited, table] = [Object.keys(visits(seen)), list.map((route) => route.path)];
  const both = [...visited, ...Object.keys(noPages)];
  assert.deepEqual(table.filter((path) => !both.includes(path)), [], 'without a visit');
  assert.deepEqual(both.filter((path) => !table.includes(path)), [], 'no longer in the router');
});

async function speak(page, language) {
  await page.goto(`${hub.url}/language?to=${language}&then=/ca`);
  assert.equal(await page.locator('html').getAttribute('lang'), language);
}

/** Nothing runs out of the page; on a desk's screen no table has to be pushed aside either. */
const runsOut = (page, desk) => page.evaluate((wide) => {
  const over = document.documentElement.scrollWidth - window.innerWidth;
  const cut = wide ? [...document.querySelectorAll('.table')].filter((table) => table.scrollWidth > table.clientWidth) : [];
  return [...(over > 0 ? [`runs out of the page by ${over} px`] : []), ...cut.map((table) => `the table ${table.getAttribute('aria-label')} is cut off`)];
}, desk);

/** Words of the other language, and keys that stand where words should. */
async function wrongWords(page, address, language) {
  const said = await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (text) => {
      const { parentElement: around } = text;
      return around.checkVisibility() && around.closest('[lang]') === document.documentElement ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
    });
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode.data);
    return found.join('\n');
  });
  const left = (said.match(/[a-z][a-z0-9]*(-[a-z0-9]+)+/g) ?? []).filter((word) => known.has(word));
  const mayStand = address.startsWith('/admin/texts') ? own + words : own;
  const chinese = language === 'en' ? (said.match(/[\u4e00-\u9fff]{2,}/g) ?? []).filter((found) => !mayStand.includes(found)) : [];
  return [...left.map((key) => `${key} stands where its words should`), ...chinese.map((found) => `${found} is not English`)];
}

for (const language of ['zh-CN', 'en']) {
  test(`every page is sound and fits (${language})`, async () => {
    const wrong = [];
    for (const page of Object.values(people)) await speak(page, language);
    for (const { as, address, isPublic } of addresses()) {
      const page = people[as];
      for (const size of isPublic ? [wide, handset] : [wide]) {
        await page.setViewportSize(size);
        await page.goto(`${hub.url}${address}`);
        const name = `${address.slice(1).replaceAll(/[^\w.]+/g, '-') || 'first'}-${as}-${language}${size === handset ? '-390' : ''}`;
        await picture(page, `page-${name}`, { fullPage: true });
        const found = [...(await faults(page)), ...(await runsOut(page, size === wide)), ...(await wrongWords(page, address, language))];
        wrong.push(...found.map((what) => `${address} (${as}, ${size.width}): ${what}`));
      }
      await page.setViewportSize(isPublic ? handset : small);
      wrong.push(...(await runsOut(page, false)).map((what) => `${address} (${as}, on a small screen): ${what}`));
      await page.setViewportSize(wide);
    }
    assert.deepEqual(wrong, []);
  });
}

test('Tab comes to everything that can be used, its ring is seen, and one key is the main one', async () => {
  const wrong = [];
  for (const { as, address, isPublic } of addresses()) {
    const page = people[as];
    for (const size of isPublic ? [wide, handset] : [wide]) {
      await page.setViewportSize(size);
      await page.goto(`${hub.url}${address}`);
      wrong.push(...[...(await walk(page)), ...(await mainKey(page))].map((what) => `${address} (${as}, ${size.width}): ${what}`));
    }
    await page.setViewportSize(wide);
  }
  assert.deepEqual(wrong, []);
});

test('nothing complained', () => {
  assert.deepEqual(Object.values(people).flatMap((page) => page.complaints), []);
});
