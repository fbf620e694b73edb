#!/usr/bin/env node
// The generated charts, by the real Vega-Lite (package-lock.json has the pins).
//
//   node tests/clients/vega_lite/check.mjs SENDA PROGRAM…
//
// (`python3 tests/clients/common.py vega_lite` installs the packages, as tests/run.py does.)
//
// For each program the charts are built and its data is measured into the file that they read. Every
// chart must pass:
//   schema   the schema that Vega-Lite publishes in its package
//   compile  by vega-lite, without a warning
//   drawn    by vega, headless: a point for each complete period with a value, at its value; a whisker
//            for each interval; no line across a series break, and every stretch of several periods a line
// At the end a broken copy for each layer must be refused, so that a layer that stopped looking is noticed.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SHIMS = process.env.SENDA_SHIMS && path.join(process.env.SENDA_SHIMS, 'node_modules');
const HOME = path.join(HERE, '..', '..', '..', '.cache', 'clients', 'vega_lite');
const DAY = '2026-11-20';

/** A package: the real one, unless a replacement stands in front. */
async function load(name, file) {
  const shim = SHIMS && path.join(SHIMS, name, 'index.js');
  if (shim && fs.existsSync(shim)) return createRequire(path.join(HERE, 'any.js'))(shim);
  return import(pathToFileURL(path.join(HOME, 'node_modules', name, file)).href);
}

const entry = (name) => {
  const about = JSON.parse(fs.readFileSync(path.join(HOME, 'node_modules', name, 'package.json'), 'utf8'));
  const exported = about.exports?.['.'] ?? about.exports;
  const found = typeof exported === 'string' ? exported : exported?.default ?? exported?.import;
  return found ?? about.module ?? about.main;
};
const vegaLite = await load('vega-lite', entry('vega-lite'));
const vega = await load('vega', entry('vega'));
const Ajv = createRequire(path.join(HOME, 'any.js'))('ajv');
const schema = JSON.parse(fs.readFileSync(path.join(HOME, 'node_modules/vega-lite/build/vega-lite-schema.json'), 'utf8'));
const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema);

/** The rows of a CSV file; quotes in quotes are doubled. */
function table(text) {
  const rows = [];
  let row = [], cell = '', quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at];
    if (quoted) {
      if (c === '"' && text[at + 1] === '"') { cell += '"'; at += 1; } else if (c === '"') quoted = false; else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(cell); cell = ''; } else if (c === '\n') {
      row.push(cell.replace(/\r$/, '')); rows.push(row); row = []; cell = '';
    } else cell += c;
  }
  const [head, ...lines] = rows;
  return lines.map((line) => Object.fromEntries(head.map((name, at) => [name, line[at]])));
}

/** What a headless view drew, by the type of mark: each item with the row it stands for. */
function drawn(view) {
  const found = { symbol: [], rule: [], line: [], text: [] };
  const walk = (item, role) => {
    if (item.marktype && item.marktype !== 'group') {
      const data = item.role === 'mark' ? item.items : [];
      if (item.marktype === 'line') { if (data.length) found.line.push(data.map((it) => it.datum)); } else found[item.marktype]?.push(...data);
      return;
    }
    if (String(item.role ?? role).startsWith('axis') || String(item.role ?? role).startsWith('legend')) return;
    for (const inner of item.items ?? []) walk(inner, item.role ?? role);
  };
  walk(view.scenegraph().root, '');
  return found;
}

async function problemsOf(chart, values) {
  const problems = [];
  if (!valid(chart)) problems.push(`schema: ${valid.errors[0].instancePath} ${valid.errors[0].message}`);
  const warnings = [];
  const logger = { level: () => logger, info: () => logger, debug: () => logger };
  logger.warn = (...words) => { warnings.push(words.join(' ')); return logger; };
  logger.error = logger.warn;
  let compiled;
  try {
    compiled = vegaLite.compile(chart, { logger }).spec;
    if (!compiled || !Array.isArray(compiled.marks)) throw new Error('vega-lite gave no chart');
  } catch (error) {
    return [...problems, `compile: ${error.message}`];
  }
  problems.push(...warnings.map((words) => `compile: ${words}`));
  const loader = vega.loader();
  loader.load = async (name) => {
    if (name !== 'values.csv') throw new Error(`it asks for ${name}`);
    return values;
  };
  const view = new vega.View(vega.parse(compiled), { renderer: 'none', loader, logger });
  await view.runAsync();
  const { symbol, rule, line } = drawn(view);
  const id = chart.usermeta.metric;
  const rows = table(values).filter((row) => row.metric === id && row.cut === 'total' && row.state === 'complete' && row.value !== '' && row.first_day !== '');
  const shown = symbol.map((it) => `${it.datum.period}=${it.datum.value}`).sort();
  const wanted = rows.map((row) => `${row.period}=${Number(row.value)}`).sort();
  if (shown.join() !== wanted.join()) problems.push(`drawn: points ${shown.join()} and not ${wanted.join()}`);
  const whiskers = rule.filter((it) => it.datum.period !== undefined).length;
  const intervals = rows.filter((row) => row.low !== '').length;
  if (whiskers !== intervals) problems.push(`drawn: ${whiskers} whiskers for ${intervals} intervals`);
  const breaks = chart.layer.flatMap((it) => it.data?.values ?? []).map((it) => it.at).filter((at) => typeof at === 'string');
  for (const days of line.map((items) => items.map((it) => it))) {
    for (const day of breaks) {
      const [before, after] = [days.some((it) => it.first_day < day), days.some((it) => it.last_day >= day)];
      if (days.length > 1 && before && after) problems.push(`drawn: a line from ${days[0].period} on crosses the break of ${day}`);
    }
  }
  const apart = (one) => breaks.filter((day) => day <= one.first_day).length + (breaks.some((day) => one.first_day < day && day <= one.last_day) ? `/${one.period}` : '');
  const stretches = new Set(rows.map(apart));
  if (line.length !== stretches.size) problems.push(`drawn: ${line.length} lines for ${stretches.size} stretches`);
  return problems;
}

/** Copies of a chart, each broken for one layer. */
function broken(chart) {
  const copy = () => JSON.parse(JSON.stringify(chart));
  const line = (it) => it.layer.find((layer) => layer.mark?.type === 'line');
  const all = {};
  all.schema = copy(); all.schema.layer[0].mark = { type: 'lines' };
  all.compile = copy(); line(all.compile).encoding.x.type = 'quantitive';
  all['drawn: a value'] = copy(); all['drawn: a value'].transform.push({ calculate: 'datum.value + 1', as: 'value' });
  all['drawn: a row'] = copy(); all['drawn: a row'].transform[0].filter = all['drawn: a row'].transform[0].filter.replace("datum.state === 'complete' && ", '');
  if (chart.layer.some((it) => typeof it.data?.values?.[0]?.at === 'string')) {
    all['drawn: across a break'] = copy(); delete line(all['drawn: across a break']).encoding.detail;
  }
  return all;
}

const [senda, ...programs] = process.argv.slice(2);
const problems = [];
let charts = 0, withBreaks = 0, refused = 0;
for (const program of programs) {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'senda-charts-'));
  const run = (...words) => execFileSync(senda, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const folder = path.join(out, 'kpi/vega-lite');
  run('build', program, '--out', out, '--target', 'vega-lite', '--as-of', DAY);
  run('measure', program, '--all-periods', '--as-of', DAY, '--format', `csv=${path.join(folder, 'values.csv')}`);
  const values = fs.readFileSync(path.join(folder, 'values.csv'), 'utf8');
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (names.length === 0) problems.push(`${program}: there are no charts`);
  for (const name of names) {
    const chart = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
    problems.push(...(await problemsOf(chart, values)).map((words) => `${name}: ${words}`));
    charts += 1;
    const rows = table(values).filter((row) => row.metric === chart.usermeta.metric && row.cut === 'total');
    const open = rows.some((row) => row.state !== 'complete' && row.value !== '');
    const copies = broken(chart);
    const breaks = 'drawn: across a break' in copies;
    withBreaks += breaks;
    // One chart of each sort is broken: schemas are slow.
    if (!(breaks || (refused === 0 && open))) continue;
    for (const [layer, copy] of Object.entries(copies)) {
      if (layer === 'drawn: a row' && !open) continue;
      const found = await problemsOf(copy, values).catch((error) => [`drawn: ${error.message}`]);
      if (!found.some((words) => words.startsWith(layer.split(':')[0]))) problems.push(`${name}: nobody noticed what is broken for ${layer}`);
      refused += 1;
    }
  }
  fs.rmSync(out, { recursive: true });
}
if (withBreaks === 0) problems.push('no chart has a series break');
if (refused < 5) problems.push(`only ${refused} broken charts were tried`);
if (problems.length) {
  console.log(problems.slice(0, 60).join('\n'));
  console.log(`FAILED ${problems.length} problems`);
  process.exit(1);
}
console.log(`OK ${charts} charts drawn by vega-lite ${vegaLite.version}, ${withBreaks} with a series break, ${refused} broken copies refused`);
