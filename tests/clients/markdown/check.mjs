#!/usr/bin/env node
// The pages as Markdown, read by markdown-it, which follows CommonMark and knows tables.
//
//   node tests/clients/markdown/check.mjs SENDA PROGRAM...
//
//   markup    no HTML, no picture, no code block but a formula; one first heading, and none empty
//   links     every link leads to a file that there is, or out by https or mailto; a linkifier finds none of its own
//   tables    every row has as many cells as its head
//   texts     what the page of the site is called is read in its Markdown, sign by sign
//   hostile   the same of an example in which every text is an attack, in HTML and in Markdown
//
// At the end broken copies must be refused by each layer, so that one that stopped looking is noticed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { poison } from '../browser/hostile.mjs';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const SHIMS = process.env.SENDA_SHIMS ?? '/nonexistent';
const shim = path.join(SHIMS, 'node_modules', 'markdown-it');
const MarkdownIt = fs.existsSync(shim) ? createRequire(path.join(SHIMS, 'package.json'))(shim) : createRequire(path.join(ROOT, '.cache/clients/markdown/package.json'))('markdown-it');
// As a careless wiki is set: HTML runs, and whatever looks like an address becomes a link.
const parser = new MarkdownIt({ html: true, linkify: true });
// A word with a dot is no address there.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
/// Markdown that would be markup at any place of a line.
const MARKUP = ' *b* _i_ `c` [l](javascript:1) ![p](x) <http://x.example> | cell | ~~s~~ # \\ &lt; http://y.example $m$';

const flat = (tokens) => tokens.flatMap((token) => [token, ...(token.children ?? [])]);
const plain = (text) => text.replace(/\s+/g, ' ').trim();
const said = (token) => (token.children ?? []).map((it) => (it.type === 'softbreak' ? ' ' : it.content)).join('');

/// What is wrong with one document, and what is read in it.
function look(text, file) {
  const problems = [];
  const tokens = parser.parse(text, {});
  if (!Array.isArray(tokens)) return { problems: ['markup: nothing is read'], words: '', links: 0, tables: 0 };
  const all = flat(tokens);
  const formula = /### /.test(text) && path.basename(path.dirname(file)) === 'metric';
  for (const token of all) {
    if (/^html_/.test(token.type)) problems.push(`markup: HTML: ${token.content.slice(0, 80)}`);
    if (token.type === 'image' || token.type === 'fence' || (token.type === 'code_block' && !formula)) problems.push(`markup: a ${token.type}: ${token.content.slice(0, 80)}`);
    if (/^(s|em)_open$/.test(token.type)) problems.push(`markup: emphasis that no template has: ${token.type}`);
  }
  const heads = tokens.map((token, at) => [token, tokens[at + 1]]).filter(([token]) => token.type === 'heading_open');
  if (heads.filter(([token]) => token.tag === 'h1').length !== 1) problems.push('markup: not one first heading');
  for (const [, inside] of heads) if (!plain(said(inside))) problems.push('markup: an empty heading');
  const links = all.filter((token) => token.type === 'link_open');
  for (const link of links) {
    const href = String(link.attrGet('href'));
    if (link.markup === 'linkify' || link.markup === 'autolink') problems.push(`links: nobody made this one: ${href}`);
    else if (/^(https?|mailto):/.test(href)) continue;
    else if (!href.endsWith('.md') || !fs.existsSync(path.join(path.dirname(file), decodeURI(href)))) problems.push(`links: leads nowhere: ${href}`);
  }
  const cells = (line) => line.replace(/\\\|/g, '').split('|').length;
  const lines = text.split('\n');
  let head = 0;
  for (const line of lines) {
    if (!line.startsWith('|')) { head = 0; continue; }
    head ||= cells(line);
    if (cells(line) !== head) problems.push(`tables: ${cells(line)} cells and not ${head}: ${line.slice(0, 80)}`);
  }
  const tables = all.filter((token) => token.type === 'table_open').length;
  const drawn = lines.filter((line, at) => line.startsWith('|') && !lines[at - 1]?.startsWith('|')).length;
  if (tables !== drawn) problems.push(`tables: ${drawn} are written and ${tables} read`);
  return { problems, words: plain(all.filter((token) => token.type === 'inline').map(said).join(' ')), links: links.length, tables };
}

const unescaped = (html) => html.replace(/&(lt|gt|amp|quot|#x27);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'" })[name]);

/// Everything that is wrong with the Markdown of a program, beside its site.
function every(out, least) {
  const wiki = path.join(out, 'wiki');
  const files = fs.readdirSync(wiki, { recursive: true }).map(String).filter((name) => name.endsWith('.md')).sort();
  const problems = [];
  const sum = { files: files.length, links: 0, tables: 0 };
  for (const name of files) {
    const file = path.join(wiki, name);
    const { problems: wrong, words, links, tables } = look(fs.readFileSync(file, 'utf8'), file);
    problems.push(...wrong.map((text) => `${name}: ${text}`));
    sum.links += links;
    sum.tables += tables;
    // A page of an entity, of a sheet or of a plan says its name; those at the top have words of their own.
    const page = path.join(out, 'site', name.replace(/\.md$/, '.html'));
    if (!fs.existsSync(page)) { problems.push(`${name}: texts: the site has no such page`); continue; }
    if (!name.includes('/', 3) || name.includes('/business-model/')) continue;
    const title = unescaped(fs.readFileSync(page, 'utf8').match(/<h1[^>]*>(.*?)<\/h1>/s)?.[1].replace(/<[^>]*>/g, '') ?? '');
    if (!title || !words.includes(plain(title))) problems.push(`${name}: texts: «${plain(title).slice(0, 120)}» is not read`);
  }
  if (sum.files < least || sum.links < 10 * least || sum.tables < least / 10) problems.push(`only ${JSON.stringify(sum)}`);
  return { problems, sum };
}

function built(senda, program, out) {
  const run = spawnSync(senda, ['build', program, '--out', out, '--as-of', '2026-11-20', '--target', 'site', '--target', 'markdown'], { encoding: 'utf8' });
  return fs.existsSync(path.join(out, 'wiki')) ? [] : [`${program}: nothing was built: ${run.stderr}${run.stdout}`.slice(0, 2000)];
}

/// One file of a wiki spoiled, the layer that has to see it, and how.
const SPOILED = [
  ['HTML', 'markup', (text) => `${text}\n<script>1</script>\n`],
  ['a second first heading', 'markup', (text) => `${text}\n# Again\n`],
  ['a picture', 'markup', (text) => `${text}\n![x](x.png)\n`],
  ['a link to nowhere', 'links', (text) => `${text}\n[x](gone.md)\n`],
  ['an address that is linked', 'links', (text) => `${text}\nhttp://elsewhere.example\n`],
  ['a cell too many', 'tables', (text) => text.replace(/^(\| .*)$/m, '$1 more |')],
  ['a table that is none', 'tables', (text) => text.replace(/^\|( --- \|)+$/m, '')],
  ['a name that is not said', 'texts', (text) => text.replace(/^# .*$/m, '# X').replaceAll(/\[[^\]]*\]/g, '[X]')],
];

const [senda, ...programs] = process.argv.slice(2).map((argument) => path.resolve(argument));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'senda-markdown-'));
const problems = [];
const told = [];
const poisoned = path.join(folder, 'hostile');
const count = poison(path.join(ROOT, 'examples/banco-horizonte'), poisoned, MARKUP);
if (count < 500) problems.push(`only ${count} texts were poisoned`);
for (const [at, program] of [...programs, poisoned].entries()) {
  const out = path.join(folder, `out-${at}`);
  problems.push(...built(senda, program, out));
  if (problems.length) break;
  const { problems: wrong, sum } = every(out, 100);
  problems.push(...wrong.map((text) => `${path.basename(program)}: ${text}`));
  told.push(`${sum.files} files with ${sum.links} links and ${sum.tables} tables`);
}
if (!problems.length) {
  const name = path.join('en', 'metric', 'relationship-nps.md');
  const file = path.join(folder, 'out-0/wiki', name);
  const whole = fs.readFileSync(file, 'utf8');
  for (const [what, layer, spoil] of SPOILED) {
    fs.writeFileSync(file, spoil(whole));
    const seen = every(path.join(folder, 'out-0'), 100).problems;
    if (!seen.some((text) => text.startsWith(`${name}: ${layer}:`))) problems.push(`nobody noticed ${what}: ${JSON.stringify(seen.slice(0, 2))}`);
  }
  fs.writeFileSync(file, whole);
}
fs.rmSync(folder, { recursive: true });
if (problems.length) {
  console.log(problems.slice(0, 60).join('\n'));
  console.log(`FAILED ${problems.length} problems`);
  process.exit(1);
}
console.log(`OK ${told.join('; ')}; ${SPOILED.length} broken copies refused`);
