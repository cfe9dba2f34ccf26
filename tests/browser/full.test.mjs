// A full hall: every window open, every queue long, the longest names; nothing runs out of its page in either language.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, faults, Hub, open, picture, signOn } from './hub.mjs';

const clerks = [['0204', 3], ['0205', 4], ['0206', 5], ['0207', 6], ['0208', 7]];
let hub, chrome, token, services, ids;

before(async () => {
  [hub, chrome] = await Promise.all([Hub.start(), browser()]);
  token = await hub.token('full', 'clerk');
  ids = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
});
after(async () => {
  await chrome?.close();
  await hub?.stop();
});

/** Posts with an id of the hub; a second's allowance that is used up is waited for. */
async function post(path, body = {}) {
  const send = async (where, key) => {
    for (;;) {
      const answer = await fetch(`${hub.url}/api/v1${where}`, { method: 'POST', headers: { ...ids, ...key }, body: JSON.stringify(where === '/ids' ? {} : body) });
      if (answer.status !== 429) return answer.json();
    }
  };
  const { id } = await send('/ids', {});
  return send(path, { 'idempotency-key': id });
}

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('the hall fills up', async () => {
  for (const [number, window] of clerks) {
    const page = await open(chrome);
    await signOn(page, hub, number, '/me');
    const opened = await post(`/windows/${window}/open`, { staff: number });
    assert.equal(opened.window, window, JSON.stringify(opened));
  }
  const page = await open(chrome);
  await signOn(page, hub, '0101');
  await page.goto(`${hub.url}/issue`);
  const [act, back] = await page.locator('.ends > *').evaluateAll((keys) => keys.map((key) => key.getBoundingClientRect().toJSON()));
  const above = await page.locator('.two.field').evaluate((row) => row.getBoundingClientRect().bottom);
  assert.ok(back.left - act.right >= 10 && act.top - above >= 10, 'keys stand apart on a page of their own too');
  await picture(page, 'issue-page');
  services = await page.locator('#services input').evaluateAll((inputs) => inputs.map((input) => [input.value, input.closest('li').innerText.length]));
  services.sort((left, right) => right[1] - left[1]);
  for (let round = 0; round < 40; round += 1) {
    const [service] = services[round % 20];
    const taken = await post('/tickets', { service, by_hand: true, class: round % 7 === 0 ? 'elderly' : undefined });
    assert.ok(taken.number, JSON.stringify(taken));
  }
  for (const [, window] of clerks) await post(`/windows/${window}/next`);
});

for (const language of ['zh-CN', 'en']) {
  test(`pages hold what is full and long (${language})`, async () => {
    const manager = await open(chrome, { locale: language });
    await signOn(manager, hub, '0102');
    await manager.locator('.lines li .slip').first().waitFor();
    await picture(manager, `full-manager-${language}`);
    assert.deepEqual(await faults(manager), []);
    assert.ok(await fits(manager), 'manager');
    const guide = await open(chrome, { locale: language });
    await signOn(guide, hub, '0101');
    await guide.locator('.slip').first().waitFor();
    await picture(guide, `full-desk-${language}`);
    assert.deepEqual(await faults(guide), []);
    assert.ok(await fits(guide), 'desk');
    const narrow = await open(chrome, { locale: language, viewport: { width: 1024, height: 768 } });
    await signOn(narrow, hub, '0205');
    await narrow.locator('.band, .call').first().waitFor();
    await picture(narrow, `full-clerk-${language}`);
    assert.deepEqual(await faults(narrow), []);
    assert.ok(await fits(narrow), 'clerk on a small screen');
    const phone = await open(chrome, { locale: language, viewport: { width: 360, height: 740 } });
    for (const [service] of services.slice(0, 3)) {
      await phone.goto(`${hub.url}/g/${service}`);
      assert.deepEqual(await faults(phone), []);
      assert.ok(await fits(phone), `guide of ${service}`);
    }
    await picture(phone, `full-guide-${language}`);
  });
}
