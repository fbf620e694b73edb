// The pages of a site, as files: which there are, and which stands for its template.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/// Every page of a site, from its folder.
export function pagesOf(site) {
  const found = fs.readdirSync(site, { recursive: true }).map(String).filter((name) => name.endsWith('.html'));
  return found.sort().map((name) => {
    const file = path.join(site, name);
    const [language, ...rest] = name.split(path.sep);
    const inside = rest.length ? rest.join('/') : '';
    return {
      site, name, file, language: rest.length ? language : '', inside,
      // The folder of a kind is drawn by one template; a page at the top has its own.
      drawn: inside.includes('/') ? inside.split('/')[0] : inside || 'start',
      url: pathToFileURL(file).href, size: fs.statSync(file).size,
    };
  });
}

/// The richest page of each template: the largest of all sites, with its other languages.
export function richest(pages) {
  const chosen = new Map();
  for (const page of pages.filter((page) => page.drawn !== 'start')) {
    const best = chosen.get(page.drawn);
    if (!best || page.size > best.size) chosen.set(page.drawn, page);
  }
  return [...chosen.values()].flatMap((best) =>
    pages.filter((page) => page.site === best.site && page.inside === best.inside));
}
