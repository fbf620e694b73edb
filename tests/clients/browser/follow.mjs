// A sheet worked with: deadlines like the compiler's, ticks that stay, a name that is not kept, outcomes to copy.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PHONE, heard, opened } from './browser.mjs';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const CLOCKS = path.join(import.meta.dirname, 'clocks');
/// Weekdays and nights, a Friday evening, days off, both changes of the hour in Madrid.
const STARTS = [
  '2026-11-20T10:00', '2026-11-20T13:59', '2026-11-20T15:00', '2026-11-20T18:30', '2026-11-20T23:59', '2026-11-21T11:00',
  '2026-11-22T13:30', '2026-11-23T07:15', '2026-12-24T18:59', '2026-12-31T20:30', '2027-01-05T16:00',
  '2026-10-24T02:30', '2026-10-23T18:00', '2027-03-26T17:45', '2027-03-27T02:30', '2027-03-27T12:00',
];

const file = (...parts) => `file://${path.join(...parts)}`;
const dues = (tab) => tab.evaluate(() => Object.fromEntries([...document.querySelectorAll('.steps > li')].map((li) => [li.id, li.querySelector('.due')?.dataset.due])));

async function arrive(tab, moment) {
  await tab.locator('.case input[type="datetime-local"]').fill(moment);
  return dues(tab);
}

/// What the page says is due, written as an example that the compiler runs: it passes when both agree.
async function deadlines(browser, senda, { program, playbook, sheets, response, zone, aside = [] }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'senda-clocks-'));
  const copy = path.join(folder, 'program');
  fs.cpSync(program, copy, { recursive: true });
  const built = spawnSync(senda, ['build', copy, '--out', path.join(folder, 'out'), '--target', 'site', '--as-of', '2026-11-20', '--lang', 'en'], { encoding: 'utf8' });
  const tab = await opened(browser, { timezoneId: zone });
  const found = [];
  for (const sheet of sheets) {
    const url = path.join(folder, 'out/site/en/sheet', `${playbook}--${sheet}.html`);
    if (!fs.existsSync(url)) return { count: 0, problems: [`no sheet ${sheet}: ${built.stderr}${built.stdout}`.slice(0, 1500)] };
    await tab.goto(file(url));
    for (const [n, start] of STARTS.entries()) {
      for (const [step, due] of Object.entries(await arrive(tab, start))) if (!aside.includes(step)) found.push({ n, step, due, sheet });
    }
  }
  const problems = heard(tab);
  await tab.context().close();
  const test = (shift) => ['kind: test', `id: as-the-page-says${shift ? '-not' : ''}`, 'title: { es: Como dice la página, en: As the page says }', 'given:', `  now: ${STARTS.toSorted().at(-1)}`, '  responses:',
    ...STARTS.toSorted().map((start) => `    - ${JSON.stringify({ survey: response.survey, customer: `c${STARTS.indexOf(start)}`, ...response.more, at: start, answers: response.answers })}`),
    'expect:', '  playbooks:',
    ...found.map(({ n, step, due }) => `    - ${JSON.stringify({ playbook, customer: `c${n}`, step, due: shift ? `${due?.slice(0, 14)}${due?.endsWith('1') ? '2' : '1'}${due?.slice(15)}` : due })}`), ''].join('\n').replace(/"at":"([^"]*)"/g, '"at": $1').replace(/"due":"([^"]*)"/g, '"due": $1').replace(/"(now|at|due)":/g, '$1:');
  const run = (shift) => {
    fs.writeFileSync(path.join(copy, 'as-the-page-says.yaml'), test(shift));
    const { stdout, stderr } = spawnSync(senda, ['test', copy, '--format', 'json', '--lang', 'en', '--as-of', '2026-11-20'], { encoding: 'utf8' });
    let report;
    try { report = JSON.parse(stdout); } catch { return { verdict: `${stderr}${stdout}`.slice(0, 1500) }; }
    return report.tests.find((it) => it.id.startsWith('as-the-page-says')) ?? { verdict: `not run: ${stderr}` };
  };
  const said = run(false);
  if (said.verdict !== 'passed') problems.push(`the compiler counts otherwise (${zone}): ${JSON.stringify(said).slice(0, 1500)}`);
  // The comparison can fail: other minutes do not pass.
  if (run(true).verdict !== 'failed') problems.push('other deadlines pass too');
  fs.rmSync(folder, { recursive: true });
  return { count: found.filter(({ due }) => due).length, problems };
}

/// A case from its number to its outcome, as an agent at a phone does it.
async function worked(browser, site, lang, words) {
  const problems = [];
  const expect = (condition, text) => { if (!condition) problems.push(`${lang}: ${text}`); };
  const sheet = file(site, lang, 'sheet', 'recover-detractors--recovery-agent.html');
  const tab = await opened(browser, { viewport: PHONE, permissions: ['clipboard-read', 'clipboard-write'] });
  const stored = () => tab.evaluate(() => JSON.stringify({ ...localStorage }));
  const name = () => tab.getByLabel(words.name, { exact: true });
  const number = () => tab.getByLabel(words.number, { exact: true });
  await tab.goto(sheet);
  const unfold = () => tab.locator('.case summary').click();
  expect(await tab.locator('.say').first().evaluate((say) => say.getBoundingClientRect().top < 2 * innerHeight), 'what to say is far down');
  await unfold();
  await number().fill('=HYPERLINK("x")');
  await number().blur();
  await arrive(tab, '2026-11-20T18:30');
  await name().fill('Ana Sofía');
  expect(await tab.locator('mark[data-slot="customer-first_name"]', { hasText: 'Ana Sofía' }).count() > 0, 'the name is not in the script');
  expect(!(await stored()).includes('Ana Sof'), 'a name is kept that nobody asked to keep');
  await tab.locator('.done input').first().check();
  await tab.getByLabel(words.outcome, { exact: true }).selectOption({ index: 1 });
  await tab.getByRole('button', { name: words.csv }).click();
  const csv = await tab.locator('.case textarea').inputValue();
  expect(csv.trim().split('\n').length === 2 && csv.includes(`"'=HYPERLINK(""x"")"`), `the CSV is not safe: ${csv}`);
  expect((await tab.evaluate(() => navigator.clipboard.readText())).replaceAll('\r\n', '\n') === csv.replaceAll('\r\n', '\n'), 'something else was copied');
  await tab.getByRole('button', { name: words.json }).click();
  const json = JSON.parse(await tab.locator('.case textarea').inputValue());
  expect(json.playbook === 'recover-detractors' && json.outcome && json.steps.some((step) => step.done) && json.steps.some((step) => step.due) && json.arrived === '2026-11-20T18:30', `the JSON lacks something: ${JSON.stringify(json)}`);
  expect(!JSON.stringify(json).includes('Ana') && !csv.includes('Ana'), 'a name is copied');
  await tab.reload();
  await unfold();
  expect(!(await tab.locator('.done input').first().isChecked()), 'a case is open that nobody opened');
  await number().fill('=HYPERLINK("x")');
  await number().blur();
  expect(await tab.locator('.done input').first().isChecked(), 'the tick did not stay');
  expect(Boolean((await dues(tab)).contact), 'the deadline did not stay');
  expect(await name().inputValue() === '', 'the name stayed');
  await name().fill('Ana Sofía');
  await tab.getByLabel(words.keep).check();
  expect((await stored()).includes('Ana Sof'), 'the name is not kept when asked to');
  await tab.getByRole('button', { name: words.forget }).click();
  expect(!(await stored()).includes('Ana') && !(await stored()).includes('HYPERLINK'), 'a case that was forgotten is still there');
  problems.push(...heard(tab).map((text) => `${lang}: ${text}`));
  await tab.context().close();
  return problems;
}

/// Without scripts everything is there to read, and no empty panel.
async function unscripted(browser, site) {
  const tab = await opened(browser, { javaScriptEnabled: false, viewport: PHONE });
  await tab.goto(file(site, 'es', 'sheet', 'recover-detractors--recovery-agent.html'));
  const wrong = [];
  if (await tab.locator('.case').isVisible()) wrong.push('without scripts there is an empty panel');
  if (!(await tab.locator('.steps .say').first().isVisible())) wrong.push('without scripts the script is not shown');
  await tab.context().close();
  return wrong;
}

const ES = { name: 'Nombre del cliente', number: 'Número de caso', outcome: 'Resultado', csv: 'Copiar como CSV', json: 'Copiar como JSON', keep: 'Guardar los nombres con el caso', forget: 'Borrar este caso' };
const EN = { name: "Customer's name", number: 'Case number', outcome: 'Outcome', csv: 'Copy as CSV', json: 'Copy as JSON', keep: 'Keep the names with the case', forget: 'Forget this case' };

export async function every(browser, senda, site) {
  const bank = {
    program: path.join(ROOT, 'examples/banco-horizonte'), playbook: 'recover-detractors', sheets: ['recovery-agent'], zone: 'America/Mexico_City',
    aside: ['escalate'], // an example answers no gate, so the compiler does not open it
    response: { survey: 'relationship-survey', more: { archetype: 'first-credit' }, answers: { recommend: 3 } },
  };
  const clocks = { program: CLOCKS, playbook: 'every-clock', sheets: ['shop'], zone: 'Asia/Tokyo', response: { survey: 'pulse', more: {}, answers: { score: 3 } } };
  const told = [await deadlines(browser, senda, bank), await deadlines(browser, senda, clocks)];
  const problems = [
    ...told.flatMap((it) => it.problems), ...await worked(browser, site, 'es', ES), ...await worked(browser, site, 'en', EN), ...await unscripted(browser, site),
  ];
  const count = told.reduce((n, it) => n + it.count, 0);
  if (count < 200) problems.push(`only ${count} deadlines`);
  return { problems, told: `${count} deadlines as the compiler counts them` };
}
