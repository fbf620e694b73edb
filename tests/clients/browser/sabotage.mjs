// Every kind of check finds what is broken for it: one page of the site, spoiled in one way at a time.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PHONE, opened } from './browser.mjs';
import * as access from './access.mjs';
import * as hostile from './hostile.mjs';
import * as html from './html.mjs';
import * as keyboard from './keyboard.mjs';
import * as paper from './paper.mjs';
import * as search from './search.mjs';
import * as still from './static.mjs';
import * as walk from './walk.mjs';

const body = (text) => (page) => page.replace('</main>', `${text}</main>`);
const open = async (tab, item) => {
  await tab.setViewportSize(PHONE);
  const kept = new Map();
  const wrong = await still.page(tab, item, kept);
  return [...wrong, ...still.links(kept, fs.existsSync)];
};
const markup = (_, item) => html.wrongs(fs.readFileSync(item.file, 'utf8'), item.name);
const axe = (scheme) => async (tab, item) => (await access.page(tab, item, scheme)).wrong;
const keys = async (tab, item) => (await keyboard.page(tab, item)).wrong;
const print = (most, size) => async (tab, item) => (await paper.page(tab, item, { most, size })).wrong;
const noPolicy = (page) => page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
const tall = (page) => `${page.replace('</main>', `${'<p>x</p>'.repeat(600)}</main>`)}`;

/// What is spoiled, how, which check sees it, and in which words.
const SPOILED = [
  ['a script in the page', body('<script>1</script>'), open, /Content Security Policy|script in the page/],
  ['an error of a script', (page) => page.replace('senda.js', 'broken.js'), open, /error: broken on purpose/],
  ['an address of the network', (page) => noPolicy(page).replace('</head>', '<link rel="stylesheet" href="http://elsewhere.example/x.css"></head>'), open, /request: http:\/\/elsewhere/],
  ['a text that runs', (page) => noPolicy(page).replace('</main>', '<img alt="" src="x" onerror="window.ran=1"></main>'), open, /ran as a script/],
  ['no policy', noPolicy, open, /the policy lacks/],
  ['a link to nowhere', body('<a href="gone.html">x</a>'), open, /leads nowhere: .*gone\.html/],
  ['an anchor to nowhere', body('<a href="#gone">x</a>'), open, /no such place: .*#gone/],
  ['a script as a link', body('<a href="javascript:void(0)">x</a>'), open, /an odd link: javascript/],
  ['an id twice', body('<p id="_main"></p>'), open, /ids that stand twice: _main/],
  ['a picture without words', body('<svg role="img" viewBox="0 0 1 1"></svg>'), open, /without a name/],
  ['a button without words', body('<button type="button"></button>'), open, /without a name/],
  ['two first headings', body('<h1>x</h1>'), open, /2 first headings/],
  ['too wide for a phone', body(`<p class="nb">${'wide '.repeat(99)}</p>`), open, /scrolls sideways/],
  ['markup that is not closed', body('<div><p>x</div></p>'), markup, /close-order/],
  ['words one cannot read', (page) => noPolicy(page).replace('</main>', '<p style="color:#ccc;background:#fff">words one cannot read</p></main>'), axe('light'), /color-contrast/],
  ['words one cannot read in the dark', (page) => noPolicy(page).replace('</main>', '<p style="color:#333;background:#111">words one cannot read</p></main>'), axe('dark'), /color-contrast/],
  ['a field without a name', body('<input>'), axe('light'), /label/],
  ['a trap for the keyboard', (page) => page.replace('senda.js', 'trap.js'), keys, /does not reach/],
  ['a focus that is not seen', (page) => noPolicy(page).replace('</head>', '<style>*:focus{outline:0!important}</style></head>'), keys, /focus is not seen/],
  ['too much paper', tall, print(1, paper.SIZES.A4), /sheets of paper, at most 1/],
  ['paper of the wrong size', (page) => page, print(99, paper.SIZES.A3_LANDSCAPE), /is 59\d.* points/],
];

const change = (site, name, how) => fs.writeFileSync(path.join(site, name), how(fs.readFileSync(path.join(site, name), 'utf8')));
const styled = (css) => (site) => change(site, 'assets/senda.css', (text) => `${text}\n${css}`);
const agent = async (browser, _, site) => (await walk.one(browser, site, 'es', walk.READERS[0])).problems;
const asked = (browser, _, site) => search.language(browser, site, 'es', [['perdida', 'Pérdida', 'Pérdida']]);

/// A copy of the whole site, spoiled; which check sees it, and in which words.
const SITES = [
  ['a way that is gone', (site) => change(site, 'es/sheets.html', (page) => page.replaceAll('href="sheet/', 'data-gone="sheet/')), agent, /more than two clicks/],
  ['a link under something else', styled('body::after { content: ""; position: fixed; inset: 0; z-index: 99; }'), agent, /cannot be clicked/],
  ['what to say, unseen', styled('.say { display: none; }'), agent, /what to say: nothing is seen/],
  ['a deadline beside the phone', styled('.clock { margin-left: 300px; width: 300px; }'), agent, /by when: .*does not fit/],
  ['an index without entries', (site) => change(site, 'es/search.js', (text) => text.replace(/"entities":\[.*\]/s, '"entities":[]')), asked, /“perdida” gives \[\]/],
  ['an entry that leads nowhere', (site) => fs.rmSync(path.join(site, 'es/metric/churn-rate.html')), (_, __, site) => search.everyEntry(site, 'es').problems, /leads nowhere: metric\/churn-rate/],
  ['a search without attacks', () => {}, (browser, _, site) => hostile.sought(browser, { url: pathToFileURL(path.join(site, 'es/metric.html')).href }), /the search shows 0 attacks/],
  ['a compiler that does nothing', () => {}, async (browser) => (await hostile.every(browser, '/bin/true')).problems, /nothing was built/],
];

async function spoiledSites(browser, senda, site) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'senda-spoiled-site-'));
  const problems = [];
  for (const [what, spoil, check, words] of SITES) {
    const copy = path.join(folder, 'site');
    fs.cpSync(site, copy, { recursive: true });
    spoil(copy);
    let wrong;
    try { wrong = await check(browser, senda, copy); } catch (error) { wrong = [`thrown: ${error.message}`]; }
    if (!wrong.some((text) => words.test(text))) problems.push(`${what}: not noticed, only ${JSON.stringify(wrong.slice(0, 3)).slice(0, 400)}`);
    fs.rmSync(copy, { recursive: true });
  }
  fs.rmSync(folder, { recursive: true });
  return problems;
}

export async function sabotaged(browser, senda, site) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'senda-spoiled-'));
  fs.cpSync(path.join(site, 'assets'), path.join(folder, 'assets'), { recursive: true });
  const script = fs.readFileSync(path.join(site, 'assets', 'senda.js'), 'utf8');
  fs.writeFileSync(path.join(folder, 'assets', 'broken.js'), `${script}\nthrow new Error('broken on purpose');`);
  fs.writeFileSync(path.join(folder, 'assets', 'trap.js'), "document.addEventListener('keydown', (e) => { if (e.key === 'Tab') e.preventDefault(); });");
  const name = 'es/glossary.html';
  const file = path.join(folder, name);
  const whole = fs.readFileSync(path.join(site, name), 'utf8');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const item = { name, file, url: pathToFileURL(file).href, size: 0, drawn: 'glossary.html' };
  const problems = [];
  for (const [what, spoil, check, words] of SPOILED) {
    const spoiled = spoil(whole);
    if (what !== 'paper of the wrong size' && spoiled === whole) problems.push(`${what}: nothing was spoiled`);
    fs.writeFileSync(file, spoiled);
    const tab = await opened(browser);
    const wrong = await check(tab, item);
    await tab.context().close();
    if (!Array.isArray(wrong) || !wrong.some((text) => words.test(text))) problems.push(`${what}: not noticed, only ${JSON.stringify(wrong.slice(0, 3)).slice(0, 400)}`);
  }
  fs.rmSync(folder, { recursive: true });
  problems.push(...await spoiledSites(browser, senda, site));
  return { problems, told: `${SPOILED.length} spoiled pages and ${SITES.length} spoiled sites` };
}
