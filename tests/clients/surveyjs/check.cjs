#!/usr/bin/env node
// The generated surveys, read and answered by the real survey-core (package-lock.json has the pin).
//
//   node tests/clients/surveyjs/check.cjs OUT/surveys/surveyjs
//
// (`python3 tests/clients/common.py surveyjs` installs survey-core, as tests/run.py does.)
//
// Every <survey>.json must pass, with no finding of any severity:
//   loader  fromJSON with validatePropertyValues: unknown types, properties, enum values
//   linter  references, syntax, contradictions, cycles, duplicates; known variables are those of
//           the tests file
//   tests   every test of <survey>.tests.json, answered by survey-core's own tester
//   ends    what each person of <survey>.tests.json reads at the end, in each language
// A survey without tests fails, and so does a tests file without survey. At the end a broken copy
// of a survey for each layer must be refused, so that a layer that stopped looking is noticed.
'use strict';
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');

const ROOT = path.join(__dirname, '..', '..', '..');
const VERSION = require('./package.json').dependencies['survey-core'];

function load() {
  const shims = process.env.SENDA_SHIMS && path.join(process.env.SENDA_SHIMS, 'node_modules');
  const home = shims && fs.existsSync(path.join(shims, 'survey-core'))
    ? process.env.SENDA_SHIMS
    : path.join(ROOT, '.cache', 'clients', 'surveyjs');
  const from = createRequire(path.join(home, 'any.js'));
  const core = from('survey-core');
  from('survey-core/survey.i18n');
  return { core, lint: from('survey-core/linter').lintSurvey, test: from('survey-core/tester').runSurveyTests };
}

const { core, lint, test } = load();

/** An answer that must be a list; anything else is a client that did not do its work. */
function list(answer, what) {
  if (!Array.isArray(answer)) throw new Error(`survey-core gave no list of ${what}`);
  return answer;
}

function loaderProblems(survey) {
  const model = new core.SurveyModel();
  model.fromJSON(survey, { validatePropertyValues: true });
  const problems = list(model.jsonErrors ?? [], 'loader errors').map((e) => `loader: ${e.type}: ${e.getFullDescription()}`);
  const questions = list(model.getAllQuestions(), 'questions');
  if (questions.length === 0) problems.push('loader: the survey has no questions');
  // A bound written as text is ignored in silence and the scale falls back to 1..5: read it back.
  const written = new Map(survey.pages.flatMap((page) => page.elements || []).map((e) => [e.name, e]));
  for (const question of questions) {
    for (const bound of ['rateMin', 'rateMax']) {
      const wanted = written.get(question.name)?.[bound];
      if (wanted !== undefined && question[bound] !== wanted) {
        problems.push(`loader: ${question.name}.${bound} was read as ${question[bound]}, not ${JSON.stringify(wanted)}`);
      }
    }
  }
  return problems;
}

function linterProblems(survey, variables) {
  const result = lint(survey, { knownVariables: Object.keys(variables || {}) });
  return list(result.findings, 'findings').map((f) => `linter: ${f.severity} ${f.ruleId} at ${f.path}: ${f.message}`);
}

/** Problems of the run, and how many tests and single comparisons it made. */
async function testProblems(survey, tests) {
  const declared = Array.isArray(tests.tests) ? tests.tests.length : 0;
  if (declared === 0) return { problems: ['tests: none declared'], tests: 0, checks: 0 };
  const result = await test(survey, tests);
  const problems = list(result.issues, 'issues').map((i) => `tests: ${i.code}: ${i.message}`);
  for (const one of list(result.tests, 'tests')) {
    const say = (text) => problems.push(`tests: "${one.name}": ${text}`);
    let checks = 0;
    if (one.status !== 'passed') say(one.status);
    one.issues.forEach((i) => say(`${i.code}: ${i.message}`));
    for (const step of one.steps) {
      step.issues.forEach((i) => say(`step ${step.index}: ${i.code}: ${i.message}`));
      for (const check of step.checks) {
        checks += 1;
        if (!check.passed) {
          say(`${check.target}.${check.check} is ${JSON.stringify(check.actual)}, not ${JSON.stringify(check.expected)}`);
        }
      }
    }
    if (checks === 0) say('compares nothing');
  }
  if (result.tests.length !== declared || result.summary.passed !== declared) {
    problems.push(`tests: ${declared} declared, ${result.summary.passed} passed`);
  }
  return { problems, tests: result.summary.passed, checks: result.summary.checks };
}

/** What is read at the end after each way of answering, in each language: HTML with nothing but paragraphs. */
function endProblems(survey, tests) {
  const pages = survey.completedHtmlOnCondition ?? [];
  const ends = tests.ends ?? [];
  const problems = [];
  if (pages.length > 0 && ends.length === 0) problems.push('ends: end pages, and nobody comes to them');
  const plain = (html) => html.replace(/<\/p>\s*<p>/g, '\n').replace(/^<(p|h3)>|<\/(p|h3)>$/g, '')
    .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
  for (const end of ends) {
    for (const [locale, wanted] of Object.entries(end.reads)) {
      const model = new core.SurveyModel(survey);
      model.locale = locale;
      model.mergeData(end.data);
      model.doComplete();
      const read = model.processedCompletedHtml;
      if (model.state !== 'completed') problems.push(`ends: ${end.name}: the survey is ${model.state}`);
      if (/<(?!\/?(p|h3)>)/.test(read)) problems.push(`ends: ${end.name}: markup in ${read}`);
      if (plain(read) !== wanted) problems.push(`ends: ${end.name} (${locale}) reads ${JSON.stringify(plain(read))}, not ${JSON.stringify(wanted)}`);
    }
  }
  return { problems, checks: ends.reduce((sum, end) => sum + Object.keys(end.reads).length, 0) };
}

async function check(survey, tests) {
  const outcome = await testProblems(survey, tests);
  const ends = endProblems(survey, tests);
  outcome.problems.push(...ends.problems);
  outcome.checks += ends.checks;
  outcome.problems.unshift(...loaderProblems(survey), ...linterProblems(survey, tests.variables));
  return outcome;
}

/** Broken copies of a good survey: what is wrong, which layer must say so, how to break it. */
const firstElement = (survey) => survey.pages.flatMap((page) => page.elements || [])[0];
const BROKEN = [
  ['an unknown property', 'loader', (s) => { firstElement(s).colour = 'red'; }],
  ['an unknown question type', 'loader', (s) => { firstElement(s).type = 'thermometer'; }],
  ['a condition on a question that is not there', 'linter', (s) => { firstElement(s).visibleIf = '{nobody} = 1'; }],
  ['a condition that is never true', 'linter', (s) => {
    const last = s.pages.flatMap((page) => page.elements || []).at(-1);
    const { name } = firstElement(s);
    last.visibleIf = `{${name}} = 1 and {${name}} = 2`;
  }],
  ['a text that names a field that is not there', 'linter', (s) => { firstElement(s).title = 'Hola {nobody}'; }],
  ['an expectation that does not hold', 'tests', (s, t) => {
    t.tests[0].steps.push({ expect: { survey: { state: 'empty' } } });
  }],
  ['another text at the end', 'ends', (s, t) => {
    t.ends = [{ name: 'somebody', data: {}, end: null, reads: { [s.locale ?? 'en']: 'Somebody else is thanked.' } }];
  }],
];

async function canaries(survey, tests) {
  const problems = [];
  for (const [what, layer, breakIt] of BROKEN) {
    const copy = structuredClone(survey);
    const copiedTests = structuredClone(tests);
    breakIt(copy, copiedTests);
    const found = (await check(copy, copiedTests)).problems;
    if (!found.some((p) => p.startsWith(`${layer}: `))) problems.push(`the ${layer} did not refuse ${what}`);
  }
  return problems;
}

async function main(folder) {
  if (core.Version !== VERSION) throw new Error(`survey-core is ${core.Version}, not ${VERSION}`);
  const files = fs.readdirSync(folder).filter((f) => f.endsWith('.json')).sort();
  const surveys = files.filter((f) => !f.endsWith('.tests.json'));
  const read = (file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
  let bad = 0;
  let tests = 0;
  let checks = 0;
  const report = (file, problems) => {
    problems.forEach((p) => console.log(`${file}: ${p}`));
    bad += problems.length;
  };
  for (const orphan of files.filter((f) => f.endsWith('.tests.json'))) {
    if (!files.includes(orphan.replace('.tests.json', '.json'))) report(orphan, ['tests of no survey']);
  }
  for (const file of surveys) {
    const testsFile = file.replace('.json', '.tests.json');
    if (!files.includes(testsFile)) {
      report(file, ['no tests file']);
      continue;
    }
    const outcome = await check(read(file), read(testsFile));
    report(file, outcome.problems);
    tests += outcome.tests;
    checks += outcome.checks;
  }
  if (surveys.length === 0) report(folder, ['no surveys']);
  if (bad === 0) report('broken copies', await canaries(read(surveys[0]), read(surveys[0].replace('.json', '.tests.json'))));
  if (bad > 0) throw new Error(`${bad} problems`);
  console.log(`OK surveyjs ${VERSION}: ${surveys.length} surveys, ${tests} tests, ${checks} comparisons, ${BROKEN.length} broken copies refused`);
}

if (process.argv.length !== 3) {
  console.error('usage: check.cjs FOLDER');
  process.exit(2);
}
process.exitCode = 1;
main(process.argv[2]).then(
  () => { process.exitCode = 0; },
  (error) => { console.log(`FAILED ${error.message}`); },
);
