// Pages as one file: opened alone in a folder, they ask for nothing, run nothing, and look like their page of the site.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DESK, PHONE, heard, opened } from './browser.mjs';

const EXAMPLES = path.join(import.meta.dirname, '..', '..', '..', 'examples');
const LEAST = 20;

/// What is wrong with one file, which stands in a folder of its own.
export async function page(tab, url) {
  const wrong = [];
  const asked = [];
  const note = (request) => { if (request.url() !== url) asked.push(request.url().slice(0, 120)); };
  tab.on('request', note);
  await tab.setViewportSize(DESK);
  await tab.goto(url, { waitUntil: 'load' });
  const seen = await tab.evaluate(() => ({
    scripts: document.querySelectorAll('script, [onload], [onclick], [onerror]').length,
    links: [...document.querySelectorAll('a[href], link[href], img[src]')].map((it) => it.getAttribute('href') ?? it.getAttribute('src')).filter((to) => !/^(#.|https?:\/\/|mailto:|data:image\/(png|svg\+xml);base64,)/.test(to)),
    gone: [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href')).filter((to) => !document.getElementById(decodeURIComponent(to.slice(1)))),
    headings: document.querySelectorAll('h1').length,
    words: document.querySelector('main')?.innerText.length ?? 0,
    // Ours, and not what a browser gives a page without a style.
    styled: getComputedStyle(document.body).fontFamily !== 'Times New Roman' && getComputedStyle(document.querySelector('h1') ?? document.body).fontWeight !== '',
    paper: getComputedStyle(document.documentElement).getPropertyValue('--paper').trim(),
    unloaded: [...document.images].filter((image) => !image.naturalWidth).length,
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '',
  }));
  await tab.setViewportSize(PHONE);
  const sideways = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  tab.off('request', note);
  wrong.push(...heard(tab), ...asked.map((it) => `asks for ${it}`));
  if (seen.scripts) wrong.push('has a script');
  if (seen.links.length) wrong.push(`leads to other files: ${seen.links.slice(0, 3).join(' ')}`);
  if (seen.gone.length) wrong.push(`leads to no place: ${seen.gone.slice(0, 3).join(' ')}`);
  if (seen.headings !== 1 || seen.words < 200) wrong.push(`${seen.headings} first headings, ${seen.words} signs`);
  if (!seen.paper || !seen.styled) wrong.push('has no style');
  if (seen.unloaded) wrong.push('a picture is not drawn');
  if (!seen.policy.startsWith("default-src 'none'")) wrong.push('has no policy');
  if (sideways > 0) wrong.push(`scrolls sideways by ${sideways} px`);
  return wrong;
}

const SPOILED = [
  ['a script', (text) => text.replace('</main>', '<script>1</script></main>'), /has a script|Content Security Policy/],
  ['a link to another file', (text) => text.replace('</main>', '<a href="other.html">x</a></main>'), /leads to other files: other.html/],
  ['a stylesheet beside it', (text) => text.replace('</head>', '<link rel="stylesheet" href="senda.css"></head>'), /Content Security Policy|asks for|leads to other files/],
  ['no style', (text) => text.replace(/<style>[\s\S]*?<\/style>/, ''), /has no style/],
  ['a picture from the network', (text) => text.replace(/<meta http-equiv[^>]*>/, '').replace('</main>', '<img alt="" src="http://elsewhere.example/x.png"></main>'), /request: http/],
];

export async function every(browser, senda) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'senda-mail-'));
  const problems = [];
  let count = 0;
  const tab = await opened(browser);
  const alone = path.join(folder, 'alone.html');
  const look = (text) => { fs.writeFileSync(alone, text); return page(tab, pathToFileURL(alone).href); };
  let sample = '';
  for (const name of ['banco-horizonte', 'city-permits']) {
    const out = path.join(folder, name);
    const run = spawnSync(senda, ['build', path.join(EXAMPLES, name), '--out', out, '--as-of', '2026-11-20', '--target', 'mail'], { encoding: 'utf8' });
    if (!fs.existsSync(path.join(out, 'mail'))) return { problems: [`nothing was built: ${run.stderr}${run.stdout}`.slice(0, 2000)], told: 'nothing' };
    for (const file of fs.readdirSync(path.join(out, 'mail'), { recursive: true }).map(String).filter((it) => it.endsWith('.html')).sort()) {
      sample = fs.readFileSync(path.join(out, 'mail', file), 'utf8');
      problems.push(...(await look(sample)).map((text) => `${name}/${file}: ${text}`));
      count += 1;
    }
  }
  for (const [what, spoil, words] of SPOILED) {
    const wrong = await look(spoil(sample));
    if (!wrong.some((text) => words.test(text))) problems.push(`${what}: not noticed, only ${JSON.stringify(wrong.slice(0, 3))}`);
  }
  await tab.context().close();
  fs.rmSync(folder, { recursive: true });
  if (count < LEAST) problems.push(`only ${count} files`);
  return { problems, told: `${count} files without a request, ${SPOILED.length} spoiled ones seen` };
}
