// On paper: sizes and numbers of pages, as the browser prints them.
import fs from 'node:fs';
import { each } from './browser.mjs';

const A3_LANDSCAPE = [1190.55, 841.89];
const A4 = [595.28, 841.89];
const A5 = [419.53, 595.28];

/// The pages of a PDF, as width and height in points. The browser writes page objects uncompressed.
export function sheets(pdf) {
  const text = pdf.toString('latin1');
  const objects = text.split('endobj').filter((object) => /\/Type\s*\/Page\b(?!s)/.test(object));
  return objects.map((object) => (object.match(/\/MediaBox\s*\[([^\]]*)\]/)?.[1] ?? '').trim().split(/\s+/).slice(2).map(Number));
}

const same = ([w, h], [wanted, tall]) => Math.abs(w - wanted) < 3 && Math.abs(h - tall) < 3;

/// What is printed of a page, or of the part of it that matters most, is at most so many sheets of a size.
export async function page(tab, item, { size, least = 1, most, part }) {
  await tab.goto(item.url, { waitUntil: 'load' });
  if (part) await tab.evaluate((chosen) => { for (const other of document.querySelectorAll(`main section:not(${chosen}), body > footer`)) other.remove(); }, part);
  const got = sheets(await tab.pdf({ preferCSSPageSize: true, printBackground: true }));
  const wrong = [];
  if (got.length < least) wrong.push(`${item.name}: ${got.length} sheets of paper, at least ${least}`);
  if (got.length > most) wrong.push(`${item.name}: ${got.length} sheets of paper, at most ${most}`);
  for (const [i, sheet] of got.entries()) {
    if (!same(sheet, size)) { wrong.push(`${item.name}: sheet ${i + 1} is ${sheet.join(' × ')} points, not ${size.join(' × ')}`); break; }
  }
  return { wrong, count: got.length };
}

export async function every(browser, pages) {
  const problems = [];
  const counts = { map: [], journey: [], sponsor: [], sheet: [], card: [] };
  const asked = pages.flatMap((item) => {
    // A map is one sheet; one of many steps, which could not be read on one, goes on over a second.
    const steps = item.drawn === 'journey' && fs.readFileSync(item.file, 'utf8').includes('class="map dense"') ? 2 : 1;
    if (item.drawn === 'journey') return [{ item, size: A3_LANDSCAPE, least: steps, most: steps, part: '#_map', of: 'map' }, { item, size: A3_LANDSCAPE, most: 8, of: 'journey' }];
    if (item.inside === 'sponsor.html') return [{ item, size: A4, most: 4, of: 'sponsor' }];
    if (item.drawn === 'sheet') return [{ item, size: A4, most: 2, of: 'sheet' }];
    // Front and back.
    if (item.drawn === 'card') return [{ item, size: A5, most: 2, of: 'card' }];
    return [];
  });
  await each(browser, asked, {}, async (tab, { item, of, ...wanted }) => {
    const { wrong, count } = await page(tab, item, wanted);
    if (wanted.part) wrong.splice(0, Infinity, ...wrong.map((text) => `${wanted.part} of ${text}`));
    problems.push(...wrong);
    counts[of].push(count);
  });
  const told = Object.entries(counts).map(([of, list]) => `${list.length} × ${of} on ${Math.min(...list)} to ${Math.max(...list)}`);
  if (Object.values(counts).some((list) => !list.length)) problems.push('a kind of page is missing');
  return { problems, told: told.join(', ') };
}
export const SIZES = { A3_LANDSCAPE, A4 };
