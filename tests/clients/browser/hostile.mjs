// An example in which every text is an attack: its pages show it, and nothing runs.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { each, heard, opened } from './browser.mjs';
import { pagesOf } from './pages.mjs';
import * as still from './static.mjs';

const EXAMPLES = path.join(import.meta.dirname, '..', '..', '..', 'examples');
export const ATTACK = '<script>window.ran=1</script><img src=x onerror=window.ran=1><svg onload=window.ran=1><a href=javascript:window.ran=1>x</a>"onfocus="window.ran=1"autofocus="';

/// A line of text with the attack behind it, as a YAML string.
const poisoned = (line, attack) => line.replace(/^(\s+(?:- )?(?:es|en): )(?!["'|>{[&*])(.+)$/, (whole, key, text) =>
  / #/.test(text) ? whole : `${key}${JSON.stringify(text + attack)}`);

/// A copy of an example with every text of its own line poisoned; how many there are.
export function poison(from, to, more = '') {
  let count = 0;
  fs.cpSync(from, to, { recursive: true });
  for (const name of fs.readdirSync(to, { recursive: true }).map(String).filter((name) => name.endsWith('.yaml'))) {
    const file = path.join(to, name);
    const before = fs.readFileSync(file, 'utf8').split('\n');
    const after = before.map((line) => poisoned(line, ATTACK + more));
    count += after.filter((line, i) => line !== before[i]).length;
    fs.writeFileSync(file, after.join('\n'));
  }
  return count;
}

/// The search shows the attacks too, and runs none.
export async function sought(browser, item) {
  const tab = await opened(browser);
  await tab.goto(item.url);
  await tab.keyboard.press('/');
  await tab.locator('.finder input').fill('onerror');
  const { shown, ran, odd } = await tab.evaluate(() => ({
    shown: document.querySelectorAll('.finder [role=option]').length, ran: Boolean(window.ran), odd: document.querySelectorAll('.finder img, .finder svg, .finder script').length,
  }));
  const wrong = [...heard(tab), ...(ran || odd ? ['a text ran in the search'] : []), ...(shown < 10 ? [`the search shows ${shown} attacks`] : [])];
  await tab.context().close();
  return wrong;
}

export async function every(browser, senda) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'senda-hostile-'));
  const problems = [];
  const count = poison(path.join(EXAMPLES, 'banco-horizonte'), path.join(folder, 'program'));
  const run = spawnSync(senda, ['build', path.join(folder, 'program'), '--out', path.join(folder, 'out'), '--as-of', '2026-11-20', '--target', 'site', '--revision', ATTACK], { encoding: 'utf8' });
  const site = path.join(folder, 'out', 'site');
  if (!fs.existsSync(site)) return { problems: [`nothing was built: ${run.stderr}${run.stdout}`.slice(0, 3000)], told: 'nothing' };
  // The templates are the same in every language.
  const pages = pagesOf(site).filter((page) => page.language === 'es').map((page) => ({ ...page, size: 0 }));
  const kept = new Map();
  let shown = 0;
  await each(browser, pages, {}, async (tab, item) => {
    const wrong = await still.page(tab, item, kept);
    problems.push(...wrong.filter((text) => !text.startsWith('scrolls')).map((text) => `${item.name}: ${text}`));
    shown += (await tab.evaluate(() => document.body.innerText)).split('onerror=window.ran=1').length - 1;
  });
  problems.push(...await sought(browser, pages[0]));
  if (count < 500 || shown < 3000) problems.push(`only ${count} texts were poisoned and ${shown} shown`);
  fs.rmSync(folder, { recursive: true });
  return { problems, told: `${count} poisoned texts, shown ${shown} times on ${pages.length} pages` };
}
