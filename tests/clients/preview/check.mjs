#!/usr/bin/env node
// The preview of surveys: the renderer is the one that its source gives, and a respondent who clicks through
// every survey in every language leaves the answers that were clicked.
//
//   node tests/clients/preview/check.mjs SENDA OUT OUT ...
//
//   renderer  built anew from templates/preview/source, byte for byte the committed files
//   answers   respondents in Chromium, until every question of every survey was seen: the words are those of
//             the language, the stored values those of the options taken, no word to the network
//   sabotage  a wrong word, a wrong code and a wrong byte are noticed
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { each, heard, started } from '../browser/browser.mjs';
import { answered } from './respondent.mjs';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const SOURCE = path.join(ROOT, 'templates/preview/source');
const COMMITTED = path.join(ROOT, 'templates/preview');
const RESPONDENTS = 14;
const [senda, ...outs] = process.argv.slice(2).map((argument) => path.resolve(argument));
const problems = [];
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'preview-'));

/** The files that the source gives, built where its packages are installed. */
function rebuilt() {
  const home = path.join(ROOT, '.cache/clients/preview');
  for (const name of fs.readdirSync(SOURCE).filter((name) => name !== 'node_modules')) {
    fs.copyFileSync(path.join(SOURCE, name), path.join(home, name));
  }
  const out = path.join(scratch, 'renderer');
  execFileSync('node', ['build.mjs', out], { cwd: home, stdio: 'inherit' });
  return out;
}

function differences(one, other) {
  const files = (folder) => fs.readdirSync(folder).filter((name) => name !== 'source').sort();
  const names = new Set([...files(one), ...files(other)]);
  const bytes = (folder, name) => (fs.existsSync(path.join(folder, name)) ? fs.readFileSync(path.join(folder, name)) : Buffer.of());
  return [...names].filter((name) => !bytes(one, name).equals(bytes(other, name)));
}

/** The surveys of a site, once for each language of its pages. */
function surveys(site) {
  const languages = fs.readdirSync(site).filter((name) => name !== 'assets' && fs.existsSync(path.join(site, name, 'preview')));
  return languages.flatMap((language) => fs.readdirSync(path.join(site, language, 'preview')).map((name) => {
    const id = name.replace('.html', '');
    const script = fs.readFileSync(path.join(site, 'assets/preview', `${id}.js`), 'utf8');
    const document = JSON.parse(script.slice('window.sendaDocument = '.length, -2));
    return { name: `${path.basename(path.dirname(site))} ${language} ${id}`, url: `file://${site}/${language}/preview/${name}`, document };
  }));
}

const fresh = rebuilt();
problems.push(...differences(fresh, COMMITTED).map((name) => `templates/preview/${name} is not what its source gives: build it anew`));

const shapes = path.join(scratch, 'every-shape');
execFileSync(senda, ['build', path.join(ROOT, 'tests/emit/surveyjs/every-shape'), '--target', 'site', '--out', shapes, '--as-of', '2026-11-20'], { stdio: 'ignore' });
const all = [...outs, shapes].flatMap((out) => surveys(path.join(out, 'site')));
if (all.length < 20) problems.push(`only ${all.length} surveys`);

const browser = await started();
let runs = 0;
let stored = 0;
await each(browser, all, {}, async (page, survey) => {
  const unseen = new Set(survey.document.pages.flatMap((it) => it.elements).map((it) => it.name));
  for (let nth = 0; nth < RESPONDENTS && (nth < 3 || unseen.size > 0); nth += 1) {
    const { wrong, seen, values } = await answered(page, survey.url, survey.document, nth);
    problems.push(...[...wrong, ...heard(page)].map((text) => `${survey.name}, respondent ${nth}: ${text}`));
    for (const name of seen) unseen.delete(name);
    runs += 1;
    stored += values;
  }
  if (unseen.size > 0) problems.push(`${survey.name}: nobody saw ${[...unseen].join(', ')}`);
});

// What must be noticed.
const target = all.find((survey) => survey.document.pages.some((page) => page.elements.some((it) => it.type === 'radiogroup' && !it.visibleIf)))
  ?? all.find((survey) => JSON.stringify(survey.document).includes('radiogroup'));
await each(browser, [
  ['a wrong word', (it) => { it.pages[0].elements.find((one) => one.title).title = 'Something else'; }],
  ['a wrong code', (it) => { for (const one of it.pages.flatMap((page) => page.elements)) if (one.choices) for (const choice of one.choices) choice.stored = 'x'; }],
  ['a wrong end', (it) => { it.completedHtml = '<h3>Something else</h3>'; }],
], {}, async (page, [what, spoil]) => {
  const document = structuredClone(target.document);
  spoil(document);
  let noticed = 0;
  for (let nth = 0; nth < 4; nth += 1) noticed += (await answered(page, target.url, document, nth)).wrong.length;
  if (noticed === 0) problems.push(`sabotage: ${what} was not noticed in ${target.name}`);
});
await browser.close();
const spoiled = path.join(fresh, 'renderer.css');
fs.writeFileSync(spoiled, `${fs.readFileSync(spoiled, 'utf8')} `);
if (differences(fresh, COMMITTED)[0] !== 'renderer.css') problems.push('sabotage: another byte was not noticed');
fs.rmSync(scratch, { recursive: true });

if (problems.length > 0) {
  console.log(problems.slice(0, 60).join('\n'));
  console.log(`FAILED ${problems.length} problems`);
  process.exit(1);
}
console.log(`OK ${all.length} surveys in their languages, ${runs} respondents, ${stored} stored values, the renderer as its source gives it`);
