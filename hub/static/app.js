// What pages do beyond forms and live fragments: keys, the sheet, the undo countdown, the idle lock, offline. No words here.
(() => {
  'use strict';
  const sheet = document.getElementById('sheet');
  const inside = document.getElementById('sheet-body');
  const live = document.getElementById('live');
  const shown = (element) => element && !element.disabled && element.offsetParent !== null;

  // Function keys press the button on which they are drawn; an open sheet comes first.
  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    if (/^F([2-4]|[6-9]|10)$/.test(event.key)) {
      const where = sheet && sheet.open ? inside : document;
      const key = [...where.querySelectorAll(`[data-key="${event.key}"]`)].find(shown);
      event.preventDefault();
      if (key) key.click();
    } else if (event.key === '?' && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      const link = document.querySelector('[data-shortcuts]');
      if (link) { event.preventDefault(); link.click(); }
    }
  });

  // A form that comes back with something wrong begins there.
  document.addEventListener('htmx:after:swap', (event) => {
    const target = event.detail && event.detail.ctx && event.detail.ctx.target;
    if (!target || target.id !== 'admin') return;
    const wrong = target.querySelector('[aria-invalid=true], .is-wrong .ticks, [role=alert]');
    if (wrong) { wrong.focus(); wrong.scrollIntoView({ block: 'center' }); }
  });

  // What arrives for the sheet opens it; a done act or a closing key shuts it.
  document.addEventListener('htmx:after:swap', (event) => {
    const target = event.detail && event.detail.ctx && event.detail.ctx.target;
    if (!sheet || target !== inside || !inside.firstElementChild || sheet.open) return;
    sheet.showModal();
    const first = inside.querySelector('[autofocus], input:not([type=hidden]), button, a');
    if (first) first.focus();
  });
  const empty = () => { inside.replaceChildren(); document.getElementById('sheet-said').replaceChildren(); };
  const shut = () => { if (sheet && sheet.open) { empty(); sheet.close(); } };
  if (sheet) sheet.addEventListener('close', empty);
  document.addEventListener('act-done', shut);
  document.addEventListener('click', (event) => {
    const element = event.target.closest && event.target.closest('[data-close], [data-print]');
    if (!element) return;
    event.preventDefault();
    if (element.hasAttribute('data-print')) window.print(); else shut();
  });

  // A pressed key takes no second press until it is answered; what was said about the act before goes.
  document.addEventListener('htmx:before:request', (event) => {
    if (event.target.closest('#admin')) document.getElementById('said').replaceChildren();
    const button = event.target.querySelector && event.target.querySelector('button:not([type=button])');
    if (event.target.tagName === 'FORM' && button) button.classList.add('waits');
  });
  document.addEventListener('htmx:finally:request', (event) => {
    if (event.target.querySelectorAll) event.target.querySelectorAll('.waits').forEach((key) => key.classList.remove('waits'));
  });

  // The service list narrows while somebody types; every word of the query must be found.
  document.addEventListener('input', (event) => {
    keep(event.target);
    const list = event.target.dataset && event.target.dataset.narrows;
    if (!list) return;
    const wanted = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    document.querySelectorAll(`#${list} [data-search]`).forEach((row) => {
      row.hidden = !wanted.every((word) => row.dataset.search.includes(word));
    });
    // A part of which nothing is left goes with its heading; when all have gone, the page says so.
    const parts = [...document.querySelectorAll(`#${list} .list-part`)];
    parts.forEach((part) => { part.hidden = !part.querySelector('[data-search]:not([hidden])'); });
    const none = document.querySelector(`[data-none="${list}"]`);
    if (none) none.hidden = parts.some((part) => !part.hidden);
  });

  // Ticks on the list of papers stay with their ticket in this browser tab.
  const keep = (box) => {
    const list = box.closest && box.closest('[data-kept]');
    if (list && box.type === 'checkbox') sessionStorage.setItem(`${list.dataset.kept}/${box.name}`, box.checked ? '1' : '');
  };
  const remember = () => document.querySelectorAll('[data-kept] input[type=checkbox]').forEach((box) => {
    box.checked = sessionStorage.getItem(`${box.closest('[data-kept]').dataset.kept}/${box.name}`) === '1';
  });
  remember();

  // The toast counts down what is left for undoing, then leaves.
  let act = '';
  let ends = 0;
  setInterval(() => {
    const toast = document.querySelector('.toast[data-left]');
    if (!toast) return;
    if (toast.dataset.act !== act) { act = toast.dataset.act; ends = Date.now() + 1000 * Number(toast.dataset.left); }
    const left = Math.ceil((ends - Date.now()) / 1000);
    toast.hidden = left <= 0;
    const words = toast.querySelector('[data-left-text]');
    if (words && left > 0) words.textContent = words.dataset.leftText.replace('#', String(left));
  }, 200);

  // The live stream: a page that lost it says so; a first connection that failed is tried again.
  const away = (is) => document.body.classList.toggle('away', is);
  let connected = !live || !live.hasAttribute('hx-sse:connect');
  setInterval(() => { if (!connected && !(sheet && sheet.open)) location.reload(); }, 10_000);
  document.addEventListener('htmx:sse:error', () => away(true));
  document.addEventListener('htmx:sse:close', () => away(true));
  document.addEventListener('htmx:sse:after:connection', () => { connected = true; away(false); });
  document.addEventListener('htmx:sse:after:message', () => { away(false); called(); remember(); });
  document.addEventListener('htmx:error', (event) => {
    if (event.target !== live) return;
    away(true);
  });
  document.addEventListener('gone', () => location.reload());

  // A called ticket on the phone: the title says where to go, and the phone shakes once.
  let told = '';
  const title = document.title;
  function called() {
    const sign = document.querySelector('[data-called]');
    const words = sign ? sign.dataset.called : '';
    document.title = words || title;
    if (words && words !== told && navigator.vibrate) navigator.vibrate([300, 150, 300]);
    told = words;
  }
  called();

  // After so many seconds without a touch the page asks for the PIN; the server keeps its own count.
  const idle = Number(document.body.dataset.idle || 0);
  if (idle > 0) {
    let last = Date.now();
    ['pointerdown', 'keydown', 'input'].forEach((kind) => document.addEventListener(kind, () => { last = Date.now(); }, { passive: true }));
    setInterval(() => { if (Date.now() - last > idle * 1000) location.assign('/lock'); }, 1000);
  }
})();
