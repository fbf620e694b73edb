// What is cheap and asked of every page: it opens in silence, its ids are unique, its links lead somewhere,
// its pictures and controls have names, nothing scrolls sideways on a phone.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PHONE, each, heard } from './browser.mjs';

/// Runs in the page.
function looked() {
  // What the renderer of surveys draws is its own; the page around it is ours.
  const drawn = '#survey, #sv-icon-holder-global-container';
  const renders = document.getElementById('survey') !== null;
  const ours = (element) => !element.closest(drawn) && !(renders && element.matches('style'));
  const all = (selector) => [...document.querySelectorAll(selector)].filter(ours);
  const name = (element) => (element.getAttribute('aria-label') || element.getAttribute('title')
    || (element.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('')
    || [...(element.labels ?? [])].map((label) => label.textContent).join('') || element.textContent).trim();
  const short = (element) => element.outerHTML.slice(0, 120);
  const root = document.documentElement;
  const ids = all('[id]').map((element) => element.id);
  const unnamed = [
    ...all('img:not([alt])'),
    ...all('svg[role="img"], svg:not([aria-hidden="true"]):not([role])').filter((svg) => !svg.closest('[aria-hidden="true"]') && !svg.parentElement.closest('svg, [role="img"]') && !svg.getAttribute('aria-label') && !svg.getAttribute('aria-labelledby') && !svg.querySelector(':scope > title')),
    ...all('a[href], button, input:not([type="hidden"]), select, textarea, summary').filter((element) => !name(element)),
  ];
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '';
  const wide = root.scrollWidth > root.clientWidth
    ? all('body *').filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1).slice(-3).map(short) : [];
  return {
    ids, policy, wide, renders,
    links: all('[href], [src]').map((element) => new URL(element.getAttribute('href') ?? element.getAttribute('src'), document.baseURI).href),
    unnamed: unnamed.map(short),
    inline: [...all('[style]'), ...all('style'), ...all('script:not([src])')].map(short),
    handlers: all('*').filter((element) => [...element.attributes].some((a) => a.name.startsWith('on'))).map(short),
    headings: all('h1').length,
    sideways: root.scrollWidth - root.clientWidth,
    ran: Boolean(window.ran),
  };
}

const STRICT = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'none'"];

/// The first page goes on by itself to the home of the first language.
async function start(tab) {
  await tab.waitForURL(/\/[a-z]{2}\/index\.html$/, { timeout: 5000 });
  return heard(tab);
}

/// What is wrong with one page by itself; its ids and links are kept for `links`.
export async function page(tab, item, kept) {
  await tab.goto(item.url, { waitUntil: 'load' });
  if (item.drawn === 'start') return start(tab);
  const seen = await tab.evaluate(looked);
  const wrong = heard(tab);
  const twice = seen.ids.filter((id, i) => seen.ids.indexOf(id) !== i);
  if (twice.length) wrong.push(`ids that stand twice: ${[...new Set(twice)].join(', ')}`);
  wrong.push(...seen.unnamed.map((it) => `without a name or alternative: ${it}`));
  wrong.push(...seen.inline.map((it) => `a style or script in the page: ${it}`));
  wrong.push(...seen.handlers.map((it) => `an attribute that runs: ${it}`));
  const missing = STRICT.filter((part) => !seen.policy.includes(part));
  // The renderer of surveys places what it draws with style attributes; scripts stay as strict as elsewhere.
  const policy = seen.renders ? seen.policy.replace("style-src 'self' 'unsafe-inline'", '') : seen.policy;
  if (missing.length || /unsafe|https?:|\*/.test(policy)) wrong.push(`the policy lacks ${missing.join('; ') || 'strictness'}`);
  if (seen.headings !== 1) wrong.push(`${seen.headings} first headings`);
  if (seen.sideways > 0) wrong.push(`scrolls sideways by ${seen.sideways} px at ${PHONE.width}: ${seen.wide.join(' | ')}`);
  if (seen.ran) wrong.push('a text of the program ran as a script');
  if (item.size > 100_000) wrong.push(`${item.size} bytes, more than 100 KB`);
  kept.set(fileURLToPath(new URL(item.url)), { ids: new Set(seen.ids), links: seen.links });
  return wrong;
}

/// Links and anchors that lead nowhere.
export function links(kept, exists) {
  const wrong = [];
  for (const [file, { links: hrefs }] of kept) {
    for (const href of hrefs) {
      if (/^(https?|mailto):/.test(href)) continue;
      if (typeof href !== 'string' || !href.startsWith('file:')) { wrong.push(`${file}: an odd link: ${href}`); continue; }
      const url = new URL(href);
      const target = fileURLToPath(new URL(url.pathname, 'file:///'));
      const anchor = decodeURIComponent(url.hash.slice(1));
      if (!exists(target)) wrong.push(`${file}: leads nowhere: ${href}`);
      else if (anchor && target.endsWith('.html') && !kept.get(target)?.ids.has(anchor)) wrong.push(`${file}: no such place: ${path.basename(target)}#${anchor}`);
    }
  }
  return wrong;
}

export async function every(browser, pages, exists) {
  const kept = new Map();
  const problems = [];
  await each(browser, pages, { viewport: PHONE }, async (tab, item) => {
    for (const text of await page(tab, item, kept)) problems.push(`${item.name}: ${text}`);
  });
  return { problems: [...problems, ...links(kept, exists)], links: [...kept.values()].reduce((n, k) => n + k.links.length, 0) };
}
