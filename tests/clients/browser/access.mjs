// axe finds nothing serious, in light and in dark.
import { client, each } from './browser.mjs';

const SERIOUS = ['serious', 'critical'];

export async function page(tab, item, scheme) {
  await tab.emulateMedia({ colorScheme: scheme });
  await tab.goto(item.url, { waitUntil: 'load' });
  // The policy of the page allows no script of ours in it; the browser puts it there itself.
  await tab.evaluate(client('axe-core').source);
  const { violations, passes } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const wrong = violations.filter((rule) => SERIOUS.includes(rule.impact)).map((rule) =>
    `${item.name} (${scheme}): ${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.html.slice(0, 140)} ${node.any?.[0]?.message ?? ''}`).join(' | ')} (${rule.nodes.length})`);
  return { wrong, held: passes.length };
}

export async function every(browser, rich) {
  const problems = [];
  let held = 0;
  const runs = rich.flatMap((item) => ['light', 'dark'].map((scheme) => ({ item, scheme })));
  await each(browser, runs, {}, async (tab, { item, scheme }) => {
    const { wrong, held: here } = await page(tab, item, scheme);
    problems.push(...wrong);
    held += here;
  });
  return { problems, told: `${rich.length} pages in light and dark, ${held} rules held` };
}
