// With the Tab key alone: everything that can be used is reached, and the focus is seen.
import { each } from './browser.mjs';

/// Runs in the page: marks what a keyboard must reach and counts it.
function marked() {
  const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"], svg a';
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0;
  window.awaited = new Set([...document.querySelectorAll(usable)].filter(seen));
  // One of a group of radio buttons stands for all.
  for (const radio of [...window.awaited].filter((e) => e.type === 'radio')) {
    const group = [...document.getElementsByName(radio.name)];
    if (group.find((e) => e.checked) ? !radio.checked : group[0] !== radio) window.awaited.delete(radio);
  }
  window.dim = [];
  document.addEventListener('focusin', ({ target }) => {
    window.awaited.delete(target);
    const style = getComputedStyle(target);
    const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    if (!shown && target.matches(':focus-visible')) window.dim.push(target.outerHTML.slice(0, 120));
  });
  return window.awaited.size;
}

export async function page(tab, item) {
  await tab.goto(item.url, { waitUntil: 'load' });
  const count = await tab.evaluate(marked);
  for (let pressed = 0; pressed < count + 20; pressed++) {
    await tab.keyboard.press('Tab');
    if (pressed % 20 === 19 && await tab.evaluate(() => window.awaited.size === 0)) break;
  }
  const { left, dim } = await tab.evaluate(() => ({ left: [...window.awaited].map((e) => e.outerHTML.slice(0, 120)), dim: window.dim }));
  // The renderer of surveys shows the focus in ways of its own.
  const unseen = item.drawn === 'preview' ? [] : dim;
  return {
    count,
    wrong: [...left.map((it) => `${item.name}: the keyboard does not reach ${it}`), ...unseen.map((it) => `${item.name}: the focus is not seen on ${it}`)],
  };
}

export async function every(browser, rich) {
  const problems = [];
  let reached = 0;
  const one = rich.filter((item) => item.language !== 'en');
  await each(browser, one, {}, async (tab, item) => {
    const { count, wrong } = await page(tab, item);
    problems.push(...wrong);
    reached += count;
  });
  if (reached < 500) problems.push(`only ${reached} places to reach`);
  return { problems, told: `${one.length} pages, ${reached} places reached` };
}
