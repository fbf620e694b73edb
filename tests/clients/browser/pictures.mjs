// Screenshots of the main pages, for people to look at.
import fs from 'node:fs';
import path from 'node:path';
import { DESK, PHONE, each } from './browser.mjs';

const FOLDER = path.join(import.meta.dirname, '..', '..', '..', '.cache', 'screenshots');
const MAIN = [
  'index.html', 'sponsor.html', 'sheets.html', 'moments.html', 'coverage.html', 'findings.html', 'metric.html',
  'journey/first-credit.html', 'playbook/recover-detractor.html', 'archetype/first-timer.html',
];

export async function every(browser, pages) {
  fs.mkdirSync(FOLDER, { recursive: true });
  const first = pages[0].site;
  const richest = (kind) => pages.filter((p) => p.site === first && p.drawn === kind && p.language === 'es').sort((a, b) => b.size - a.size)[0]?.inside;
  const wanted = new Set([...MAIN, ...['journey', 'playbook', 'archetype', 'business-model', 'value-proposition', 'metric', 'survey', 'sheet', 'roadmap', 'scorecard', 'study', 'role'].map(richest)]);
  const items = pages.filter((page) => page.site === first && page.language === 'es' && wanted.has(page.inside));
  const views = [['desk', DESK, 'light'], ['desk-dark', DESK, 'dark'], ['phone', PHONE, 'light']];
  const runs = items.flatMap((item) => views.map(([name, size, scheme]) => ({ item, name, size, scheme })));
  await each(browser, runs, {}, async (tab, { item, name, size, scheme }) => {
    await tab.setViewportSize(size);
    await tab.emulateMedia({ colorScheme: scheme });
    await tab.goto(item.url, { waitUntil: 'load' });
    await tab.screenshot({ path: path.join(FOLDER, `${item.inside.replace('/', '-').replace('.html', '')}-${name}.png`), fullPage: true });
  });
  return { problems: [], told: `${runs.length} pictures` };
}
