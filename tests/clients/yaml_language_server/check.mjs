#!/usr/bin/env node
// What an author sees in an editor: the real yaml-language-server on a program made by `senda init`.
//
//   node tests/clients/yaml_language_server/check.mjs SENDA EXAMPLE
//
// SENDA is the compiled program, EXAMPLE the folder of a complete, clean program.
// (`python3 tests/clients/common.py yaml_language_server` installs the server, as tests/run.py does.)
//
// The server gets nothing but the settings and the schema that `senda init` wrote.
//   hover       over every field of every kind shows that field's description
//   completion  offers the fields of the document's own kind and of no other; and enum values
//   errors      unknown key, wrong type, wrong enum value and a missing field are reported on their
//               line, in whichever document of a file they stand; the good ones stay clean
//   example     no file of the example has a finding
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LanguageServer } from './lsp.mjs';
import { kindsOf } from './schema.mjs';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const VERSION = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'package.json'))).dependencies['yaml-language-server'];

function serverCommand() {
  const shim = path.join(process.env.SENDA_SHIMS ?? '/nonexistent', 'bin', 'yaml-language-server');
  const real = path.join(ROOT, '.cache/clients/yaml_language_server/node_modules/yaml-language-server/bin/yaml-language-server');
  return fs.existsSync(shim) ? [shim] : [process.execPath, real];
}

const problems = [];
const expect = (condition, text) => { if (!condition) problems.push(text); };
/** Punctuation differs between a schema's text and the markdown that shows it. */
const PROPERTY = 10; // the protocol's CompletionItemKind; the snippet of all required fields is another
const letters = (text) => text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Hover and key completion, for every field of every kind. Returns the number of fields. */
async function fields(server, folder, kinds) {
  let hovers = 0;
  for (const [kind, properties] of kinds) {
    const names = [...properties.keys()].filter((name) => name !== 'kind');
    const lines = [`kind: ${kind}`, ...names.map((name) => `${name}:`)];
    const all = server.open(path.join(folder, `hover-${kind}.yaml`), `${lines.join('\n')}\n`);
    for (const [line, name] of lines.map((text) => text.split(':')[0]).entries()) {
      const wanted = properties.get(name).description;
      const shown = await server.hover(all, line, 1);
      expect(wanted && letters(shown).includes(letters(wanted)),
        `hover: ${kind}.${name} shows ${JSON.stringify(shown)}, not its description ${JSON.stringify(wanted)}`);
      hovers += 1;
    }
    server.close(all);

    const empty = server.open(path.join(folder, `keys-${kind}.yaml`), `kind: ${kind}\n\n`);
    const items = await server.completions(empty, 1, 0);
    const offered = items.filter((item) => item.kind === PROPERTY).map((item) => item.label);
    for (const name of names) expect(offered.includes(name), `completion: ${kind} does not offer ${name}`);
    for (const name of offered) expect(properties.has(name), `completion: ${kind} offers ${name}, which it does not have`);
    server.close(empty);
  }
  return hovers;
}

/** The server asks for its settings when it likes; until then it knows no schema. */
async function settled(server, folder) {
  const uri = server.open(path.join(folder, 'settled.yaml'), 'kind: program\n');
  for (let waited = 0; waited < 30000 && (await server.hover(uri, 0, 1)) === ''; waited += 50) {
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  server.close(uri);
}

async function values(server, folder) {
  const cases = [
    ['kind: ', ['metric', 'journey', 'program']],
    ['kind: metric\nid: a\ndirection: ', ['up', 'down', 'hold']],
    ['kind: metric\nid: a\nfamily: ', ['nps', 'csat', 'ces', 'rate']],
    ['kind: survey\nid: a\ntype: ', ['relationship', 'transactional']],
    ['kind: journey\nid: a\nstate: ', ['as-is', 'to-be']],
    // inside lists and maps
    ['kind: journey\nid: a\nsteps:\n  - id: b\n    ', ['does', 'feels', 'touchpoint']],
    ['kind: journey\nid: a\nsteps:\n  - id: b\n    next:\n      - type: ', ['loop', 'skip']],
    ['kind: dataset\nid: a\ncolumns:\n  b:\n    ', ['type', 'question', 'missing']],
    ['kind: dataset\nid: a\ncolumns:\n  b:\n    type: ', ['text', 'timestamp', 'money']],
  ];
  for (const [number, [text, wanted]] of cases.entries()) {
    const uri = server.open(path.join(folder, `values-${number}.yaml`), text);
    const lines = text.split('\n');
    const items = await server.completions(uri, lines.length - 1, lines.at(-1).length);
    const offered = items.map((item) => item.label);
    for (const value of wanted) expect(offered.includes(value), `completion: "${text}" offers ${offered}, without ${value}`);
    // What is understood but not the right spelling ("as is") must not be suggested.
    for (const value of offered) expect(!value.includes(' '), `completion: "${text}" offers "${value}"`);
    server.close(uri);
  }
  return cases.length;
}

/** Each line marked with # WRONG must have an error and no other line may. */
const SEVERAL_DOCUMENTS = `\
kind: role
id: first
title: The first document is good
manages: life-moment
archetypes: [newcomer]
---
kind: role
id: second
manages: life-moment
archetypes: [newcomer]
colour: red # WRONG
---
kind: channel
id: third
type: app
direction: both
purpose: [advise]
human: many # WRONG
---
kind: metric
id: fourth
family: nps
dataset: answers
question: customers/recommend
direction: sideways # WRONG
---
kind: role # WRONG
id: manages-nothing
---
kind: role
id: fifth
title: A document in the middle is good
manages: life-moment
archetypes: [newcomer]
---
kind: glossarium # WRONG
id: sixth
---
kind: role
id: [seventh] # WRONG
manages: life-moment
archetypes: [newcomer]
---
kind: channel
id: eighth
title: The last document is good
type: app
direction: both
purpose: [advise]
`;

async function errors(server, folder) {
  const diagnostics = await server.diagnostics(path.join(folder, 'several.yaml'), SEVERAL_DOCUMENTS);
  const found = new Map(diagnostics.map((d) => [d.range.start.line, d.message]));
  const wrong = new Set();
  for (const [line, text] of SEVERAL_DOCUMENTS.split('\n').entries()) {
    if (text.includes('# WRONG')) wrong.add(line);
  }
  for (const line of wrong) expect(found.has(line), `errors: nothing about line ${line + 1}: ${SEVERAL_DOCUMENTS.split('\n')[line]}`);
  for (const [line, message] of found) expect(wrong.has(line), `errors: line ${line + 1} is right, but: ${message}`);
  return wrong.size;
}

async function example(server, folder, source) {
  fs.cpSync(source, folder, { recursive: true, filter: (from) => !path.basename(from).startsWith('.') });
  const files = fs.readdirSync(folder, { recursive: true }).filter((f) => /\.ya?ml$/.test(f) && !f.startsWith('.')).sort();
  await Promise.all(files.map(async (file) => {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    for (const d of await server.diagnostics(path.join(folder, file), text)) {
      problems.push(`example: ${file}:${d.range.start.line + 1}: ${d.message}`);
    }
  }));
  expect(files.length > 0, 'example: no YAML files');
  return files.length;
}

async function main(senda, source) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'senda-editor-'));
  try {
    execFileSync(senda, ['init', folder], { stdio: 'inherit' });
    const settings = JSON.parse(fs.readFileSync(path.join(folder, '.vscode/settings.json'), 'utf8'));
    const schema = JSON.parse(fs.readFileSync(path.join(folder, '.senda/schema.json'), 'utf8'));
    const kinds = kindsOf(schema);
    expect(kinds.size > 0, 'schema: no kinds');
    const [program, ...args] = serverCommand();
    // No network in a test: the public catalogue of schemas stays off.
    const server = new LanguageServer(program, [...args, '--stdio'], { ...settings, 'yaml.schemaStore.enable': false });
    await server.start(folder);
    await settled(server, folder);
    const counts = {
      hovers: await fields(server, folder, kinds),
      values: await values(server, folder),
      errors: await errors(server, folder),
      files: await example(server, folder, source),
    };
    await server.stop();
    if (problems.length > 0) throw new Error(`${problems.length} problems\n${problems.slice(0, 40).join('\n')}`);
    console.log(`OK yaml-language-server ${VERSION}: ${kinds.size} kinds, ${counts.hovers} hovers, ${counts.values} value lists, `
      + `${counts.errors} errors found, ${counts.files} clean files`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

if (process.argv.length !== 4) {
  console.error('usage: check.mjs SENDA EXAMPLE');
  process.exit(2);
}
process.exitCode = 1;
main(process.argv[2], process.argv[3]).then(
  () => { process.exitCode = 0; },
  (error) => { console.log(`FAILED ${error.message}`); process.exit(1); },
);
