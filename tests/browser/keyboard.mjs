// What a page is for somebody without a mouse: where Tab stops, whether the ring is seen there, and the way to a key by Tab alone.

/** Presses Tab until the focus is on what matches and says these words, and says how many presses that took. */
export async function tabTo(page, selector, words = '', most = 400) {
  const here = () => page.evaluate(([wanted, said]) => {
    const { activeElement: now } = document;
    return Boolean(now?.matches(wanted)) && (now.innerText || now.closest('label')?.innerText || '').includes(said);
  }, [selector, words]);
  for (let press = 0; press <= most; press += 1) {
    if (await here()) return press;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} ${words} cannot be reached by keyboard on ${page.url()}`);
}

/** Goes to a field by Tab and types over what stands there. */
export async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Goes to a key or link by Tab and presses Enter. */
export async function enter(page, selector, words) {
  await tabTo(page, selector, words);
  await page.keyboard.press('Enter');
}

/** Goes to a tick by Tab and turns it with the space bar. */
export async function tick(page, selector, words) {
  await tabTo(page, selector, words);
  await page.keyboard.press('Space');
}

/** Goes to a choice by Tab and moves to a value by arrows. */
export async function choose(page, selector, value) {
  await tabTo(page, selector);
  const steps = await page.evaluate(([wanted, one]) => {
    const select = document.querySelector(wanted);
    return [...select.options].findIndex((option) => option.value === one) - select.selectedIndex;
  }, [selector, value]);
  for (let step = 0; step < Math.abs(steps); step += 1) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
}

/** Goes to a file's field by Tab; its own window opens by the space bar. */
export async function give(page, selector, file) {
  await tabTo(page, selector);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
  await chooser.setFiles(file);
}

/** In the page: everything that may be used, before anything has the focus. */
function gather() {
  const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const looks = (element) => {
    const style = getComputedStyle(element);
    return [style.borderTopWidth, style.borderTopColor, style.boxShadow, style.backgroundColor].join(' ');
  };
  document.activeElement?.blur();
  document.getSelection().removeAllRanges();
  const modal = document.querySelector('dialog[open]');
  const shown = [...(modal ?? document).querySelectorAll(usable)].filter((element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true }));
  window.walked = shown.map((element) => ({ element, looks: looks(element) }));
  window.looksOf = looks;
  // Tab begins at the top of the page, wherever the page itself had put the focus.
  const first = document.createElement('span');
  first.tabIndex = -1;
  (modal ?? document.body).prepend(first);
  first.focus();
  first.remove();
  return shown.length;
}

/** In the page: which stop has the focus, and what is wrong with how it is seen. */
function judge() {
  const { activeElement: here } = document;
  if (!here || here === document.body) return { place: -1, wrong: '' };
  const place = window.walked.findIndex(({ element }) => element === here);
  const style = getComputedStyle(here);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const reach = ring ? parseFloat(style.outlineWidth) + Math.max(0, parseFloat(style.outlineOffset)) : 0;
  const seen = ring || (place >= 0 && window.walked[place].looks !== window.looksOf(here));
  if (!seen) return { place, wrong: 'nothing shows the focus' };
  const rect = here.getBoundingClientRect();
  if (rect.bottom <= 0 || rect.top >= innerHeight) return { place, wrong: 'the focus is out of sight' };
  const foot = document.querySelector('.foot')?.getBoundingClientRect();
  if (foot && !here.closest('.foot, dialog') && rect.top >= foot.top - 4) return { place, wrong: 'the focus lies under the foot' };
  if (!ring || here.matches('[role=region]')) return { place, wrong: '' };
  // A ring that its surroundings cut off at a side is no ring.
  for (let box = here.parentElement; box && box !== document.body && box !== document.documentElement; box = box.parentElement) {
    const around = getComputedStyle(box);
    const outer = box.getBoundingClientRect();
    const sides = [];
    if (around.overflowX !== 'visible' && rect.left - reach < outer.left - 1) sides.push('left');
    if (around.overflowX !== 'visible' && rect.right + reach > outer.right + 1) sides.push('right');
    if (around.overflowY !== 'visible' && rect.top - reach < outer.top - 1) sides.push('above');
    if (around.overflowY !== 'visible' && rect.bottom + reach > outer.bottom + 1) sides.push('below');
    if (sides.length > 0) return { place, wrong: `its ring is cut off ${sides.join(', ')} by ${box.className || box.id || box.tagName}` };
  }
  return { place, wrong: '' };
}

/** Walks through the page by Tab; answers in words what cannot be reached or is not seen when it has the focus. */
export async function walk(page) {
  const count = await page.evaluate(gather);
  const reached = new Set();
  const wrong = new Map();
  for (let press = 0, outside = 0; press < count * 5 + 20 && outside < 2; press += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(judge);
    if (now.place < 0) {
      outside += press > 0 && reached.size > 0 ? 1 : 0;
      continue;
    }
    if (reached.has(now.place) && now.place === 0 && reached.size > 1) break;
    reached.add(now.place);
    if (now.wrong) wrong.set(now.place, now.wrong);
  }
  return page.evaluate(([seen, faults]) => {
    const name = ({ element }) => `${element.tagName.toLowerCase()} ${element.id || element.name || element.getAttribute('href') || element.innerText.trim().slice(0, 30)}`;
    const radios = new Set(seen.map((place) => window.walked[place].element).filter((element) => element.type === 'radio').map((element) => element.name));
    const missed = window.walked.filter(({ element }, place) => !seen.includes(place) && !(element.type === 'radio' && radios.has(element.name)) && element.isConnected);
    return [...missed.map((stop) => `${name(stop)}: Tab does not come here`), ...faults.map(([place, what]) => `${name(window.walked[place])}: ${what}`)];
  }, [[...reached], [...wrong]]);
}

/** The page's main key: at most one, and F2 or Enter presses it. */
export function mainKey(page) {
  return page.evaluate(() => {
    const keys = [...document.querySelectorAll('.key.red, .call, .end-key.red')].filter((key) => key.checkVisibility() && !key.disabled);
    const wrong = keys.length > 1 ? [`${keys.length} red keys: ${keys.map((key) => key.innerText.trim()).join(' · ')}`] : [];
    const deaf = keys.filter((key) => key.dataset.key !== 'F2' && !(key.form && key.form.querySelector('input:not([type=hidden])')) && key.tagName !== 'A');
    return [...wrong, ...deaf.map((key) => `${key.innerText.trim()}: neither F2 nor Enter presses it`)];
  });
}
