// A page with everything noted that it does and should not do.

import axe from 'axe-core';
import { chromium } from 'playwright-core';

const OPTIONS = { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] };

export const start = () => chromium.launch(OPTIONS);

/// As people have it: a page that is left is kept, as it is, for the way back.
export const startWithMemory = () => chromium.launch({ ...OPTIONS, ignoreDefaultArgs: ['--disable-back-forward-cache'] });

/// Opens `url` in a context of its own. `plant` changes the page's HTML before the browser sees it, `options` are those of a context.
export async function open(browser, url, { plant, options = {}, before } = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 1400 }, ...options });
  const noted = { requests: [], problems: [], violations: [] };
  context.on('request', (request) => noted.requests.push(request.url()));
  await context.exposeBinding('noteViolation', (_, text) => noted.violations.push(text));
  await context.addInitScript(() => addEventListener('securitypolicyviolation', (event) =>
    window.noteViolation(`${event.effectiveDirective} ${event.blockedURI}`)));
  const page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && noted.problems.push(message.text()));
  page.on('pageerror', (error) => noted.problems.push(String(error)));
  if (plant) {
    // What is planted may name other hosts: they are never asked.
    await context.route((other) => other.origin !== new URL(url).origin, (route) => route.abort());
    await context.route(url, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: plant(await response.text()) });
    });
  }
  await before?.(page);
  await page.goto(url);
  return { context, page, noted };
}

/// Waits for the first secret; the policy of the page forbids the string evaluation that other ways of waiting use.
export async function ready(page) {
  await page.locator('#secret span').first().waitFor();
}

/// After what was typed was looked at: the page's own timers come one after the other, however busy the machine is.
export const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 300)));

export const secret = (page) => page.locator('#secret').textContent();

export async function choose(page, kind) {
  await page.locator(`input[name=kind][value=${kind}]`).check({ force: true });
  await page.locator(`[data-kind=${kind}]`).waitFor();
}

/// Requests that went anywhere but to where the page came from.
export function foreign(noted, url) {
  const from = new URL(url);
  const home = from.protocol === 'file:' ? from.href.replace(/[^/]*$/, '') : `${from.origin}/`;
  return noted.requests.filter((request) => !request.startsWith(home));
}

/// All that went wrong, in words; empty if nothing did.
export function complaints(noted, url) {
  return [
    ...foreign(noted, url).map((request) => `request to ${request}`),
    ...noted.violations.map((violation) => `policy: ${violation}`),
    ...noted.problems.map((problem) => `console: ${problem}`),
  ];
}

/// Violations that axe calls serious or critical, as rule: element.
export async function barriers(page) {
  const results = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  return results.violations
    .filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

export const withAxe = (page) => page.addInitScript({ content: axe.source });

/// Where a secret could have been put that outlives the page or leaves it.
export async function kept(page, secrets) {
  const places = await page.evaluate(async () => ({
    address: location.href,
    title: document.title,
    history: JSON.stringify(history.state),
    name: window.name,
    cookies: document.cookie,
    local: JSON.stringify({ ...localStorage }),
    session: JSON.stringify({ ...sessionStorage }),
    databases: JSON.stringify(await indexedDB.databases()),
    caches: JSON.stringify(await caches.keys()),
  }));
  // As it is, as addresses escape it, and as JSON does.
  const spelt = secrets.flatMap((one) => [one, encodeURIComponent(one), encodeURI(one), JSON.stringify(one).slice(1, -1)]);
  const found = Object.entries(places).filter(([, text]) => spelt.some((one) => text.includes(one)));
  const stored = ['local', 'session'].filter((place) => places[place] !== '{}');
  return [...found.map(([place]) => place), ...stored.map((place) => `${place} is not empty`)];
}
