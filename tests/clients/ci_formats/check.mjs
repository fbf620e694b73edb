#!/usr/bin/env node
// What build servers read: the findings of a program with mistakes, and of a clean one, in every form.
//
//   node tests/clients/ci_formats/check.mjs SENDA
//
//   sarif   fits the published schema of SARIF 2.1.0; the same document without a message does not
//   fixes   the edits of SARIF, made on the files as the standard says, leave fewer findings
//   gitlab  has what GitLab demands of code quality, with fingerprints that are all different
//   junit   is well-formed XML, and its counts are those of its cases; of the program's tests as well
//   diff    the same three forms of what changed between two folders, and of tests that fail
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const require = createRequire(path.join(ROOT, '.cache/clients/ci_formats/package.json'));
const Ajv = require('ajv');
const { XMLParser, XMLValidator } = require('fast-xml-parser');
const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

const problems = [];
const expect = (condition, text) => { if (!condition) problems.push(text); };
const senda = path.resolve(process.argv[2]);
const ajv = new Ajv({ schemaId: 'auto', allErrors: true });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(schema);

function reports(program, lang) {
  return written(['check', program, '--as-of', '2026-11-20', '--lang', lang]);
}

/** What a command writes in the three forms. */
function written(words) {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'senda-ci-'));
  const forms = ['sarif', 'gitlab', 'junit'].flatMap((form) => ['--format', `${form}=${out}/${form}`]);
  const run = spawnSync(senda, [...words, ...forms]);
  expect(run.status === 0 || run.status === 1, `${words[0]} ended with ${run.status}: ${run.stderr}`);
  const read = (form) => fs.readFileSync(path.join(out, form), 'utf8');
  return { sarif: JSON.parse(read('sarif')), gitlab: JSON.parse(read('gitlab')), junit: read('junit') };
}

function look(name, { sarif, gitlab, junit }) {
  expect(validate(sarif), `${name}: SARIF: ${ajv.errorsText(validate.errors)}`);
  const { results, tool } = sarif.runs[0];
  for (const rule of tool.driver.rules) {
    expect(rule.help.markdown.length > 20, `${name}: ${rule.id} has no help`);
  }
  expect(gitlab.length === results.length, `${name}: GitLab has ${gitlab.length} of ${results.length}`);
  const severities = ['info', 'minor', 'major', 'critical', 'blocker'];
  for (const entry of gitlab) {
    const complete = entry.description && entry.check_name && entry.location.path
      && entry.location.lines.begin > 0 && severities.includes(entry.severity);
    expect(complete, `${name}: GitLab: ${JSON.stringify(entry)}`);
  }
  expect(new Set(gitlab.map((it) => it.fingerprint)).size === gitlab.length, `${name}: a fingerprint is there twice`);
  lookAtCases(name, junit);
  return results.length;
}

/** The counts of a test report are those of its cases; gives how many there are, and how many failed. */
function lookAtCases(name, junit) {
  const wellFormed = XMLValidator.validate(junit);
  expect(wellFormed === true, `${name}: JUnit: ${JSON.stringify(wellFormed)}`);
  const { testsuites } = new XMLParser({ ignoreAttributes: false, isArray: (tag) => ['testsuite', 'testcase'].includes(tag) }).parse(junit);
  const cases = testsuites.testsuite.flatMap((suite) => suite.testcase);
  expect(cases.length === Number(testsuites['@_tests']), `${name}: JUnit says ${testsuites['@_tests']} cases and has ${cases.length}`);
  const failed = cases.filter((it) => it.failure !== undefined).length;
  expect(failed === Number(testsuites['@_failures']), `${name}: JUnit says ${testsuites['@_failures']} failures and has ${failed}`);
  return [cases.length, failed];
}

/** The tests of a program: how many there are, and how many failed. */
function tests(name, program) {
  const run = spawnSync(senda, ['test', program, '--as-of', '2026-11-20', '--format', 'junit']);
  const [all, failed] = lookAtCases(name, run.stdout.toString());
  expect(run.status === (failed > 0 ? 1 : 0), `${name}: ${failed} tests failed, and the command ended with ${run.status}: ${run.stderr}`);
  return [all, failed];
}

/** Makes the edits of the first fix of each file, last one first, as SARIF 3.55 says. */
function mend(folder, results) {
  const touched = new Set();
  for (const { fixes } of results) {
    for (const { artifactLocation, replacements } of fixes?.[0].artifactChanges ?? []) {
      const file = path.join(folder, decodeURIComponent(artifactLocation.uri));
      if (touched.has(file)) continue;
      touched.add(file);
      const lines = fs.readFileSync(file, 'utf8').split('\n').map((line) => [...line]);
      const offset = (line, column) => lines.slice(0, line - 1).reduce((sum, it) => sum + it.length + 1, 0) + column - 1;
      const text = lines.map((line) => line.join('')).join('\n');
      let chars = [...text];
      const last = (a, b) => offset(b.deletedRegion.startLine, b.deletedRegion.startColumn) - offset(a.deletedRegion.startLine, a.deletedRegion.startColumn);
      for (const { deletedRegion: at, insertedContent } of [...replacements].sort(last)) {
        const [start, end] = [offset(at.startLine, at.startColumn), offset(at.endLine, at.endColumn)];
        chars = [...chars.slice(0, start), ...insertedContent.text, ...chars.slice(end)];
      }
      fs.writeFileSync(file, chars.join(''));
    }
  }
  return touched.size;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'senda-ci-program-'));
fs.cpSync(path.join(ROOT, 'tests/rules/base'), folder, { recursive: true });
const clean = look('base program', reports(folder, 'en'));
const surveys = path.join(folder, 'surveys.yaml');
fs.writeFileSync(surveys, fs.readFileSync(surveys, 'utf8').replace('points: 1..5', 'points: 1-5').replace('type: scale', 'tpye: scale'));
let broken = 0;
for (const lang of ['en', 'es']) {
  const found = reports(folder, lang);
  broken = look(`mistakes in ${lang}`, found);
  if (lang === 'es') {
    const spoiled = structuredClone(found.sarif);
    delete spoiled.runs[0].results[0].message;
    expect(!validate(spoiled), 'the schema accepts a result without a message');
    expect(mend(folder, found.sarif.runs[0].results) > 0, 'no finding has a fix');
  }
}
const mended = look('after the fixes', reports(folder, 'en'));
expect(broken > clean && mended < broken, `${clean} findings, ${broken} with mistakes, ${mended} after the fixes`);
const banco = look('banco-horizonte', reports(path.join(ROOT, 'examples/banco-horizonte'), 'es'));
const [all, none] = tests('tests of banco-horizonte', path.join(ROOT, 'examples/banco-horizonte'));
expect(all > 5 && none === 0, `banco-horizonte: ${none} of ${all} tests failed`);
const spoiled = path.join(folder, 'tests.yaml');
fs.writeFileSync(spoiled, 'kind: test\nid: never\ngiven:\n  now: 2026-11-20T16:00\n  responses:\n    - { survey: season-survey, customer: "<r&1>", at: 2026-11-20T16:00, answers: { recommend: 3 } }\nexpect:\n  bands: { season-nps: watch }\n');
const [one, fails] = tests('a test that fails', folder);
expect(one === 1 && fails === 1, `${fails} of ${one} tests failed where one does`);
look('a test that fails', { ...written(['test', folder, '--as-of', '2026-11-20']) });
// What changed, either way: something is gone in one of them.
const base = path.join(ROOT, 'tests/rules/base');
let changes = 0;
for (const [from, to, lang] of [[base, folder, 'en'], [folder, base, 'es']]) {
  const found = written(['diff', from, to, '--lang', lang, '--fail-on', 'series']);
  changes = look(`changes in ${lang}`, found);
  const related = found.sarif.runs[0].results.flatMap((it) => it.relatedLocations ?? []);
  const bases = found.sarif.runs[0].originalUriBaseIds;
  expect(related.length > 0 || lang === 'en', `changes in ${lang}: nothing says where it stood`);
  for (const { physicalLocation } of related) {
    expect(bases[physicalLocation.artifactLocation.uriBaseId] !== undefined, `changes in ${lang}: a base that is not declared`);
  }
}
const other = path.join(ROOT, 'examples/banco-horizonte');
const many = look('two programs', written(['diff', base, other]));
expect(changes > 0 && many > 200, `${changes} and ${many} changes`);
fs.rmSync(folder, { recursive: true });
if (problems.length > 0) {
  console.log(problems.slice(0, 60).join('\n'));
  console.log(`FAILED ${problems.length} problems`);
  process.exit(1);
}
console.log(`OK 9 reports in three forms; changes: ${changes} and ${many}; findings: clean ${clean}, broken ${broken}, mended ${mended}, example ${banco}`);
