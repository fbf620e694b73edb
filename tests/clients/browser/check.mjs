#!/usr/bin/env node
// The site in a real browser, as its readers open it: from files, without a network.
//
//   node tests/clients/browser/check.mjs SENDA OUT OUT ...
//
//   sabotage  every kind of check below finds what was broken for it
//   open      every page opens in silence and asks nothing of the network; its ids, links, alternatives and
//             policy are right; nothing scrolls sideways on a phone
//   html      every page is valid HTML
//   axe       the richest page of each template, in every language, light and dark
//   keyboard  what can be used can be reached, in an order that ends, with a visible focus
//   print     pages of paper: maps on A3, the sponsor's page, an agent's sheet, its card
//   search    finds what readers ask for, with the keyboard, fast, and leads where it says
//   follow    a case on a sheet: deadlines like the compiler's, ticks that stay, names that do not, safe copies
//   walk      what each reader looks for is clicked to from home in at most two clicks, with scripts off
//   mail      pages as one file open without a request, a script or another file
//   hostile   an example whose every text is an attack is shown and never run
import fs from 'node:fs';
import path from 'node:path';
import { started } from './browser.mjs';
import { pagesOf, richest } from './pages.mjs';
import * as still from './static.mjs';
import * as access from './access.mjs';
import * as keyboard from './keyboard.mjs';
import * as html from './html.mjs';
import * as paper from './paper.mjs';
import * as mail from './mail.mjs';
import * as hostile from './hostile.mjs';
import * as follow from './follow.mjs';
import * as search from './search.mjs';
import * as walk from './walk.mjs';
import * as pictures from './pictures.mjs';
import { sabotaged } from './sabotage.mjs';

const [senda, ...outs] = process.argv.slice(2).map((argument) => path.resolve(argument));
const sites = outs.map((out) => path.join(out, 'site'));
const pages = sites.flatMap(pagesOf);
const rich = richest(pages);
const problems = [];
const told = [];

const browser = await started();
const parts = [
  ['sabotage', async () => sabotaged(browser, senda, sites[0])],
  ['open', async () => {
    const { problems: wrong, links } = await still.every(browser, pages, fs.existsSync);
    if (pages.length < 400 || links < 10_000) wrong.push(`only ${pages.length} pages, ${links} links`);
    return { problems: wrong, told: `${pages.length} pages, ${links} links` };
  }],
  ['html', async () => html.every(pages)],
  ['axe', async () => access.every(browser, rich)],
  ['keyboard', async () => keyboard.every(browser, rich)],
  ['print', async () => paper.every(browser, pages)],
  ['search', async () => search.every(browser, sites[0])],
  ['follow', async () => follow.every(browser, senda, sites[0])],
  ['walk', async () => walk.every(browser, sites[0])],
  ['mail', async () => mail.every(browser, senda)],
  ['hostile', async () => hostile.every(browser, senda)],
  ['pictures', async () => pictures.every(browser, pages)],
];
const only = process.env.ONLY?.split(',');
for (const [name, part] of parts) {
  if (only && !only.includes(name)) continue;
  const begun = Date.now();
  const { problems: wrong, told: what } = await part();
  problems.push(...wrong.map((text) => `${name}: ${text}`));
  const line = `${name}: ${what}, ${((Date.now() - begun) / 1000).toFixed(1)} s${wrong.length ? `, ${wrong.length} PROBLEMS` : ''}`;
  console.log(line);
  told.push(line);
  // A check that sees nothing says nothing.
  if (name === 'sabotage' && wrong.length) break;
}
await browser.close();
if (problems.length) {
  console.log(problems.slice(0, Number(process.env.MOST ?? 80)).join('\n'));
  console.log(`FAILED ${problems.length} problems`);
  process.exit(1);
}
console.log(`OK browser: ${told.length} parts, ${pages.length} pages`);
