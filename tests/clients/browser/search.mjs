// The search over everything, with the keyboard alone, in both languages, and how fast it is.
import fs from 'node:fs';
import path from 'node:path';
import { client, heard, opened } from './browser.mjs';

const MANY = 10_000;
const SLOWEST = 100; // milliseconds, for ten thousand entities with their parts

/// What the window shows.
const shown = (tab) => tab.evaluate(() => ({
  open: document.querySelector('dialog.finder')?.open ?? false,
  titles: [...document.querySelectorAll('.finder [role=option] b')].map((b) => b.textContent),
  kinds: [...document.querySelectorAll('.finder [role=group] > p')].map((p) => p.textContent),
  marks: [...document.querySelectorAll('.finder mark')].map((m) => m.textContent),
  active: document.getElementById(document.querySelector('.finder input')?.getAttribute('aria-activedescendant'))?.href ?? '',
  status: document.querySelector('.finder [role=status]')?.textContent ?? '',
}));

async function asked(tab, text) {
  await tab.locator('.finder input').fill(text);
  return shown(tab);
}

/// One language: what a reader asks for is found, by words without accents, by id and by kind.
export async function language(browser, site, lang, asks) {
  const problems = [];
  const expect = (condition, text) => { if (!condition) problems.push(`search ${lang}: ${text}`); };
  const tab = await opened(browser);
  await tab.goto(`file://${site}/${lang}/metric.html`);
  await tab.keyboard.press('/');
  await tab.locator('dialog.finder').waitFor({ state: 'visible', timeout: 5000 });
  for (const [text, title, mark] of asks) {
    const seen = await asked(tab, text);
    expect(seen.titles.slice(0, 8).some((found) => found.includes(title)), `“${text}” gives ${JSON.stringify(seen.titles.slice(0, 4))}, not ${title}`);
    expect(seen.marks.includes(mark), `“${text}” marks ${JSON.stringify(seen.marks.slice(0, 4))}, not ${mark}`);
    expect(/^\d+ \S+$/.test(seen.status), `“${text}” is announced as “${seen.status}”`);
  }
  expect((await asked(tab, 'qwxzv')).titles.length === 0, 'nonsense is found');
  expect((await shown(tab)).status.length > 5, 'that nothing was found is not said');
  const first = (await asked(tab, asks[0][0])).active;
  await tab.keyboard.press('ArrowDown');
  const second = (await shown(tab)).active;
  await tab.keyboard.press('ArrowUp');
  expect(first && second && first !== second && (await shown(tab)).active === first, 'arrows do not move');
  await tab.evaluate(client('axe-core').source);
  const { violations } = await tab.evaluate(() => window.axe.run('.finder', { preload: false }));
  problems.push(...violations.map((rule) => `search ${lang}: ${rule.id}: ${rule.help}: ${rule.nodes[0].html.slice(0, 140)}`));
  await tab.keyboard.press('Escape');
  expect(!(await shown(tab)).open, 'Escape does not close');
  await tab.keyboard.press('Control+k');
  expect((await shown(tab)).open, 'Ctrl-K does not open');
  await asked(tab, asks[0][0]);
  await tab.keyboard.press('ArrowDown');
  await Promise.all([tab.waitForURL(second, { timeout: 5000 }), tab.keyboard.press('Enter')]);
  problems.push(...heard(tab).map((text) => `search ${lang}: ${text}`));
  await tab.context().close();
  return problems;
}

/// Where the entries of an index lead, from its folder.
function leads(site, lang) {
  const text = fs.readFileSync(path.join(site, lang, 'search.js'), 'utf8');
  const index = JSON.parse(text.slice('sendaIndex('.length, text.lastIndexOf(')')));
  return [
    ...index.pages[1].map(([href]) => href), ...index.sheets[1].map(([href]) => href),
    ...index.entities.flatMap(([kind, id, , , parts]) => {
      const file = `${index.kinds[kind][0]}/${id}.html`;
      return [file, ...parts.map(([anchor]) => `${file}#${anchor}`)];
    }),
  ];
}

export function everyEntry(site, lang) {
  const entries = leads(site, lang);
  const texts = new Map();
  const problems = entries.filter((entry) => {
    const [file, anchor] = entry.split('#');
    const whole = path.join(site, lang, file);
    if (!fs.existsSync(whole)) return true;
    if (!texts.has(file)) texts.set(file, fs.readFileSync(whole, 'utf8'));
    return anchor !== undefined && !texts.get(file).includes(` id="${anchor}"`);
  });
  return { count: entries.length, problems: problems.map((entry) => `search ${lang}: leads nowhere: ${entry}`) };
}

/// How long the slowest of some questions takes among ten thousand entities, at its best of five.
async function speed(browser, site) {
  const tab = await opened(browser);
  await tab.goto(`file://${site}/es/index.html`);
  await tab.keyboard.press('/');
  await tab.locator('dialog.finder').waitFor({ state: 'visible', timeout: 5000 });
  const took = await tab.evaluate((many) => {
    const stem = ['crédito', 'señal', 'recorrido', 'atención', 'canal', 'hipoteca', 'promesa', 'agente', 'revisión', 'cliente'];
    const word = (i) => stem[(i * 7 + (i >> 3)) % stem.length];
    const text = (i) => Array.from({ length: 36 }, (_, k) => word(i + k * 3)).join(' ');
    const entities = Array.from({ length: many }, (_, i) => [i % 22, `entity-${i}`, `${word(i)} ${word(i + 1)} ${i}`, text(i),
      [0, 1, 2].map((n) => [`part-${n}`, `${word(i + n)} ${n}`])]);
    const kinds = Array.from({ length: 22 }, (_, i) => [`kind-${i}`, `Kind ${i}`]);
    sendaIndex({ words: { title: '', hint: '', none: '', one: '', many: '', keys: '' }, kinds, pages: ['', []], sheets: ['', []], entities });
    const input = document.querySelector('.finder input');
    return ['a', 'credito', 'entity-9999', 'senal aten 77', 'nothing like this'].map((asked) => Math.min(...Array.from({ length: 5 }, () => {
      const begun = performance.now();
      input.value = asked;
      input.dispatchEvent(new Event('input'));
      return performance.now() - begun;
    })));
  }, MANY);
  await tab.context().close();
  return Math.max(...took);
}

/// Without scripts the door leads to the list of everything.
async function unscripted(browser, site) {
  const tab = await opened(browser, { javaScriptEnabled: false });
  await tab.goto(`file://${site}/es/metric.html`);
  await tab.locator('[data-search]').click();
  const wrong = tab.url().endsWith('/es/all.html') ? [] : [`without scripts the search leads to ${tab.url()}`];
  await tab.context().close();
  return wrong;
}

export async function every(browser, site) {
  const problems = [
    ...await language(browser, site, 'es', [['perdida', 'Pérdida', 'Pérdida'], ['relationship-nps', 'NPS', 'relationship-nps'], ['encuesta relacion', 'relación', 'relación']]),
    ...await language(browser, site, 'en', [['churn', 'churn rate', 'churn'], ['survey relationship', 'Relationship', 'Relationship']]),
    ...await unscripted(browser, site),
  ];
  let count = 0;
  for (const lang of ['es', 'en']) {
    const entries = everyEntry(site, lang);
    problems.push(...entries.problems);
    count += entries.count;
  }
  if (count < 500) problems.push(`only ${count} entries`);
  const slowest = await speed(browser, site);
  if (!(slowest < SLOWEST)) problems.push(`the slowest search took ${slowest.toFixed(0)} ms among ${MANY} entities, more than ${SLOWEST}`);
  return { problems, told: `${count} entries; the slowest of 5 searches among ${MANY} entities took ${slowest.toFixed(0)} ms` };
}
