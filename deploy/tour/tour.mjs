// One citizen's way through the hall, seen from outside: kiosk, slip, window, wall, phone, rating, figures. Every step must be seen.
import { browser, newestSlip, pageOf, rotation, says, Screen, signOn } from './outside.mjs';
import { Walk } from './steps.mjs';

const { SUNHALL_HTTP: http, SUNHALL_HALL: hall, SUNHALL_SLIPS: slips, SUNHALL_TOUR: pictures } = process.env;
const displays = Object.fromEntries(process.env.SUNHALL_SCREENS.split(' ').map((pair) => pair.split('=')));
const [kiosk, board, sign, duty, live] = ['kiosk-1', 'board-1', 'window-2', 'duty-1', 'live-1'].map((name) => new Screen(hall, name, displays[name]));

const chromium = await browser();
const clerk = await pageOf(chromium);
const manager = await pageOf(chromium);
const phone = await pageOf(chromium, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });

await new Walk(pictures).go(async (step) => {
  let slip;

  await step('kiosk-home', kiosk, () => kiosk.shows('home'));
  await step('board-empty', board, () => board.shows('board'));
  await step('duty-wall-before', duty, () => duty.shows('duty'));

  await step('clerk-signed-on', clerk, () => signOn(clerk, `http://${http}`, '0203', 'yanshi-0203-demo'));
  await step('clerk-window-open', clerk, async () => {
    await clerk.keyboard.press('F2');
    await clerk.getByRole('button', { name: /叫下一位/ }).waitFor();
  });
  await step('window-sign-with-badge', sign, () => sign.item('演示乙'));
  await step('duty-wall-on-duty', duty, () => duty.item('在岗'));

  await step('kiosk-services', kiosk, async () => {
    await kiosk.press('社会保障');
    await kiosk.shows('services');
  });
  await step('kiosk-guide', kiosk, async () => {
    await kiosk.press('城乡居民基本养老保险参保登记');
    await kiosk.shows('guide');
  });
  await step('kiosk-ticket', kiosk, async () => {
    await kiosk.press('取号');
    await kiosk.shows('ticket');
    await kiosk.item('A001');
    slip = await newestSlip(slips, 1);
  });
  if (slip.number !== 'A001') throw new Error(`the slip says ${slip.number}`);
  await step('board-one-waiting', board, () => board.item('1 人在等', { limit: rotation }));
  await step('live-queue', live, () => live.item('A001'));
  await step('phone-waiting', phone, async () => {
    await phone.goto(slip.symbols[0]);
    await says(phone, 'A001');
  });
  await step('clerk-counts-only', clerk, async () => {
    await says(clerk, '1');
    if ((await clerk.innerText('main')).includes('A001')) throw new Error('the clerk sees a number before the call');
  });

  await step('clerk-called', clerk, async () => {
    await clerk.keyboard.press('F2');
    await says(clerk, 'A001');
  });
  await step('board-calling', board, () => board.shows('calling'));
  await step('window-sign-called', sign, () => sign.item('A001'));
  await step('phone-called', phone, () => says(phone, '2'));
  await step('clerk-serving', clerk, async () => {
    await clerk.keyboard.press('F2');
    await clerk.getByRole('button', { name: /办好了/ }).waitFor();
  });
  await step('board-after-call', board, async () => {
    await board.shows('board', rotation);
    await board.item('A001');
  });
  await step('clerk-finished', clerk, async () => {
    await clerk.keyboard.press('F2');
    await clerk.getByRole('button', { name: /叫下一位/ }).waitFor();
  });

  await step('kiosk-home-again', kiosk, async () => {
    await kiosk.shows('home');
  });
  await step('kiosk-rating-number', kiosk, async () => {
    await kiosk.press('评价与意见');
    await kiosk.shows('rate-entry');
    await kiosk.type(slip.number);
    await kiosk.press('下一步');
    await kiosk.item('Z');
    await kiosk.type(slip.codes[0]);
  });
  await step('kiosk-rating', kiosk, async () => {
    await kiosk.press('确认');
    await kiosk.shows('rate');
  });
  await step('kiosk-rated', kiosk, async () => {
    await kiosk.press('满意');
    await kiosk.press('态度热情');
    await kiosk.press('提交评价');
    await kiosk.shows('thanks');
  });

  await step('manager-live', manager, async () => {
    await signOn(manager, `http://${http}`, '0102', 'yanshi-0102-demo');
    await says(manager, '办');
  });
  await step('manager-figures-moved', manager, async () => {
    await manager.waitForFunction(() => /今天[^。]*1/.test(document.body.innerText), null, { timeout: 20_000 });
  });
  await step('live-queue-after', live, () => live.without('A001'));
  await step('kiosk-english', kiosk, async () => {
    await kiosk.shows('home');
    await kiosk.press('English');
    await kiosk.item('What do you need?');
  });
  await step('kiosk-read-aloud', kiosk, async () => {
    await kiosk.press('中文');
    await kiosk.press('读给我听');
    await kiosk.item('不读了');
  });
  await step('kiosk-read-no-more', kiosk, async () => {
    await kiosk.press('不读了');
    await kiosk.item('读给我听');
  });
  await step('kiosk-elder', kiosk, async () => {
    await kiosk.press('大字简版');
    await kiosk.item('请人来帮我');
    // The choices are read at once.
    await kiosk.item('不读了');
  });
  await step('kiosk-elder-guide', kiosk, async () => {
    await kiosk.press('社保养老');
    await kiosk.shows('services');
    await kiosk.press('城乡居民基本养老保险参保登记');
    await kiosk.shows('guide');
  });
  await step('kiosk-elder-black-and-white', kiosk, async () => {
    await kiosk.press('首页');
    await kiosk.press('黑白分明');
    await kiosk.item('再读一遍');
  });
  await step('kiosk-low-reach', kiosk, async () => {
    await kiosk.press('普通版');
    await kiosk.press('低位操作');
    await kiosk.item('移回原处');
    const { rect: [, top] } = await kiosk.item('找事项');
    if (top < 940) throw new Error(`a key at ${top} is out of reach`);
  });
  await step('kiosk-low-reach-ticket', kiosk, async () => {
    await kiosk.press('社会保障');
    await kiosk.press('城乡居民基本养老保险参保登记');
    await kiosk.press('取号');
    await kiosk.shows('ticket');
    await kiosk.item('A002');
  });
  await step('kiosk-usual-again', kiosk, async () => {
    await kiosk.press('好了');
    await kiosk.press('移回原处');
    await kiosk.item('低位操作');
  });
  await step('kiosk-out-of-service', kiosk, async () => {
    await manager.goto(`http://${http}/admin/devices/kiosk-1`);
    await manager.fill('input[name=zh]', '演示：正在换纸，请用旁边那台');
    await manager.getByRole('button', { name: '暂停使用' }).click();
    await kiosk.item('正在换纸，请用旁边那台');
  });
  await step('kiosk-in-service-again', kiosk, async () => {
    await manager.getByRole('button', { name: '恢复使用' }).click();
    await kiosk.shows('home');
  });
});
await chromium.close();
