// Five tasks of each reader: what is needed stands, seen, on a page at most two clicks from home.
import { fileURLToPath } from 'node:url';
import { DESK, PHONE, opened } from './browser.mjs';

const SHEET = 'sheet/recover-detractors--recovery-agent.html';
/// Reader, window, and tasks: what is sought, the page it is on, and where on it.
const READERS = [
  ['agent', PHONE, [
    ['what to say', SHEET, '.steps .say'], ['by when', SHEET, '.clock'], ['what if not', SHEET, '.gate .nope'],
    ['what I may decide', SHEET, '.ydo'], ['how to close', SHEET, 'aside .list li'],
  ]],
  ['sponsor', DESK, [
    ['what we are about', 'sponsor.html', 'h1'], ['from initiative to money', 'sponsor.html', '.tree'], ['how far we are', 'index.html', '.ladder'],
    ['the figures', 'scorecard/executive-scorecard.html', '.score, .tab'], ['what comes when', 'roadmap/first-credit-improvements.html', '.gantt'],
  ]],
  ['analyst', DESK, [
    ['how it is computed', 'metric/relationship-nps.html', '#_formula'], ['where data comes from', 'dataset.html', '.tab .row'], ['all metrics', 'metric.html', '.tab .row'],
    ['what is asked', 'survey/relationship-survey.html', '.items'], ['what was proved', 'study/recovery-study.html', '.tab, .dl'],
  ]],
  ['team', DESK, [
    ['the map', 'journey/first-credit-journey.html', '.map'], ['moments of truth', 'moments.html', '.moment'], ['what is missing', 'coverage.html', '.cover'],
    ['what we do when', 'playbook/recover-detractors.html', '.flow'], ['whom we serve', 'archetype/first-credit.html', 'h1'],
  ]],
];

const links = (tab) => tab.evaluate(() => [...document.querySelectorAll('a[href]')].filter((a) => a.checkVisibility()).map((a) => a.href.split('#')[0]));

export async function every(browser, site) {
  const problems = [];
  let clicks = 0;
  for (const [reader, viewport, tasks] of READERS) {
    for (const lang of ['es', 'en']) {
      const tab = await opened(browser, { viewport });
      const home = `file://${site}/${lang}/index.html`;
      await tab.goto(home);
      const first = new Set(await links(tab));
      const ways = new Map();
      for (const [sought, page, where] of tasks) {
        const target = `file://${site}/${lang}/${page}`;
        let far = target === home ? 0 : first.has(target) ? 1 : 3;
        for (const next of far === 3 ? first : []) {
          if (!next.startsWith(`file://${site}/${lang}/`)) continue;
          if (!ways.has(next)) { await tab.goto(next); ways.set(next, new Set(await links(tab))); }
          if (ways.get(next).has(target)) { far = 2; break; }
        }
        if (far > 2) problems.push(`${reader} (${lang}): ${sought}: ${page} is more than two clicks from home`);
        clicks += far;
        await tab.goto(target);
        const there = tab.locator(where).first();
        if (!(await there.count()) || !(await there.isVisible())) problems.push(`${reader} (${lang}): ${sought}: nothing is seen at ${where} of ${fileURLToPath(target)}`);
      }
      await tab.context().close();
    }
  }
  return { problems, told: `${READERS.length} readers with 5 tasks each in 2 languages, ${clicks} clicks` };
}
