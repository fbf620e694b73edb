// One browser for everything, and as many pages at once as there is work for.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const SHIMS = process.env.SENDA_SHIMS ?? '/nonexistent';
const installed = createRequire(path.join(ROOT, '.cache/clients/browser/package.json'));
/// A package, unless the sabotage run put a replacement in front of it.
export const client = (name) => {
  const shim = path.join(SHIMS, 'node_modules', name);
  return fs.existsSync(shim) ? createRequire(path.join(SHIMS, 'package.json'))(shim) : installed(name);
};
const shim = path.join(SHIMS, 'bin', 'chromium');
const CHROMIUM = fs.existsSync(shim) ? shim : '/usr/bin/chromium';
const AT_ONCE = 3;

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

export async function started() {
  const { chromium } = client('playwright-core');
  return chromium.launch({
    executablePath: CHROMIUM,
    // A page that asks for another machine must not find it.
    args: ['--host-resolver-rules=MAP * ~NOTFOUND', '--disable-background-networking', '--disable-component-update'],
  });
}

/// A page of its own context, that writes down whatever it says and asks for.
export async function opened(browser, options = {}) {
  const context = await browser.newContext({ viewport: DESK, acceptDownloads: false, ...options });
  const page = await context.newPage();
  page.heard = [];
  page.on('console', (said) => {
    if (['error', 'warning'].includes(said.type())) page.heard.push(`console: ${said.text()}`);
  });
  page.on('pageerror', (error) => page.heard.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(file|data|blob|about):/.test(request.url())) page.heard.push(`request: ${request.url()}`);
  });
  page.on('dialog', (dialog) => { page.heard.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  return page;
}

/// What a page said since it was asked last.
export const heard = (page) => page.heard.splice(0);

/// Goes through all items, a few pages at once; each worker keeps its page.
export async function each(browser, items, options, work) {
  const waiting = [...items];
  const worker = async () => {
    const page = await opened(browser, options);
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(page, item);
    await page.context().close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
