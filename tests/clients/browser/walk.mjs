// Five tasks of each reader: from home, with scripts off, at most two links are clicked, and what is needed is seen.
import { DESK, PHONE, opened } from './browser.mjs';

const SHEET = 'sheet/recover-detractors--recovery-agent.html';
/// How long a link may take to be clicked: what lies under something else never is.
const PATIENCE = 4000;
/// Reader, window, and tasks: what is sought, the page it is on, and where on it.
export const READERS = [
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

const bare = (url) => url.split('#')[0];

/// The links that are seen: where each leads, and the how manyeth of the page it is.
const links = (tab) => tab.evaluate(() => [...document.querySelectorAll('a[href]')].map((a, nth) => ({ to: a.href.split('#')[0], nth, seen: a.checkVisibility() })).filter((link) => link.seen));

/// Clicks a link of the page, as somebody does who sees it; whether it led there.
async function click(tab, { to, nth }) {
  try {
    await tab.locator('a[href]').nth(nth).click({ timeout: PATIENCE });
    await tab.waitForURL((url) => bare(url.href) === to, { timeout: PATIENCE });
    return true;
  } catch {
    return false;
  }
}

/// The first link of each page that leads to the next one, from home to the target; none when it is farther.
async function way(tab, home, target, known) {
  const of = async (page) => {
    if (!known.has(page)) { await tab.goto(page); known.set(page, await links(tab)); }
    return known.get(page);
  };
  if (target === home) return [];
  const first = await of(home);
  const direct = first.find((link) => link.to === target);
  if (direct) return [direct];
  const folder = home.slice(0, home.lastIndexOf('/') + 1);
  for (const link of first.filter(({ to }, at) => to.startsWith(folder) && first.findIndex((other) => other.to === to) === at)) {
    const second = (await of(link.to)).find((next) => next.to === target);
    if (second) return [link, second];
  }
  return null;
}

/// The tasks of one reader in one language: what could not be done, and how many clicks the rest took.
export async function one(browser, site, lang, [reader, viewport, tasks]) {
  const problems = [];
  const tab = await opened(browser, { viewport, javaScriptEnabled: false });
  const home = `file://${site}/${lang}/index.html`;
  const known = new Map();
  let clicks = 0;
  for (const [sought, page, where] of tasks) {
    const wrong = (text) => problems.push(`${reader} (${lang}): ${sought}: ${text}`);
    const found = await way(tab, home, `file://${site}/${lang}/${page}`, known);
    if (!found) { wrong(`${page} is more than two clicks from home`); continue; }
    await tab.goto(home);
    let there = true;
    for (const link of found) {
      there = there && await click(tab, link);
      clicks += 1;
    }
    if (!there) { wrong(`the way to ${page} cannot be clicked`); continue; }
    const place = tab.locator(where).first();
    const box = await place.isVisible() ? await place.boundingBox() : null;
    if (!box || box.width < 8 || box.height < 8) wrong(`nothing is seen at ${where} of ${page}`);
    // What is read on a phone stands inside of it.
    else if (viewport === PHONE && (box.x < 0 || box.x + box.width > PHONE.width)) wrong(`${where} of ${page} does not fit the phone`);
  }
  await tab.context().close();
  return { problems, clicks };
}

export async function every(browser, site) {
  const problems = [];
  let clicks = 0;
  for (const reader of READERS) {
    for (const lang of ['es', 'en']) {
      const walked = await one(browser, site, lang, reader);
      problems.push(...walked.problems);
      clicks += walked.clicks;
    }
  }
  // Home itself is the place of one task in each language; every other one takes a click.
  if (clicks < 38) problems.push(`only ${clicks} clicks`);
  return { problems, told: `${READERS.length} readers with 5 tasks each in 2 languages, ${clicks} clicks` };
}
