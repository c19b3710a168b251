// That nothing leaves the page and nothing stays behind.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

import { choose, complaints, kept, open, ready, secret, startWithMemory } from './watched.mjs';

const KINDS = ['passphrase', 'apikey', 'uuid', 'password'];

/// One of each kind.
async function each(page) {
  const made = [];
  for (const kind of KINDS) {
    await choose(page, kind);
    await ready(page);
    await page.locator('#make').click();
    made.push(await secret(page));
  }
  return made;
}

export async function keeping({ browser, url, file, claim }) {
  await claim('network: own origin alone', 'no other request, no violation, no error', async () => {
    const { context, page, noted } = await open(browser, url);
    await ready(page);
    await each(page);
    const wrong = complaints(noted, url);
    await context.close();
    const fires = {};
    for (const [name, planted, policy] of [
      ['inline script', '<script>document.title = "planted"</script>', true],
      ['image of another host', '<img alt="" src="https://other.invalid/x.png">', true],
      ['image without a policy', '<img alt="" src="https://other.invalid/x.png">', false],
      ['script that is not there', '<script src="missing.js"></script>', null],
    ]) {
      const plant = (html) => (policy === false ? html.replace(/<meta http-equiv[^>]*>/, '') : html).replace('</body>', `${planted}</body>`);
      const { context, page, noted } = await open(browser, url, { plant });
      await ready(page);
      await page.waitForTimeout(200);
      const seen = { true: noted.violations, false: noted.requests.filter((request) => request.includes('other.invalid')), null: noted.problems };
      fires[name] = complaints(noted, url).length > 0 && seen[policy].length > 0;
      await context.close();
    }
    const missing = Object.entries(fires).filter(([, fired]) => !fired).map(([name]) => name);
    return {
      figure: `${noted.requests.length} requests, all to it`, wrong,
      control: { fires: missing.length === 0, what: missing.length === 0 ? Object.keys(fires).join(', ') + ': seen' : missing.join(', ') },
    };
  });

  await claim('network: none needed', 'after it is loaded, every kind is made with the network cut', async () => {
    const { context, page, noted } = await open(browser, url);
    await ready(page);
    await context.setOffline(true);
    const before = noted.requests.length;
    const made = await each(page);
    const wrong = made.filter((one) => one === '');
    if (noted.requests.length !== before) wrong.push('something was asked for');
    const cut = await page.evaluate(() => navigator.onLine);
    wrong.push(...complaints(noted, url));
    await context.close();
    return { figure: `${made.length} kinds`, wrong, control: { fires: cut === false, what: 'the browser says that it is offline' } };
  });

  await claim('network: no server needed', 'opened from the folder, every kind is made', async () => {
    const { context, page, noted } = await open(browser, file, { options: { offline: true } });
    await ready(page);
    const made = await each(page);
    const wrong = [...made.filter((one) => one === ''), ...complaints(noted, file)];
    const cut = await page.evaluate(() => navigator.onLine);
    await context.close();
    return { figure: `${made.length} kinds from file:`, wrong, control: { fires: cut === false, what: 'the browser says that it is offline' } };
  });

  await claim('network: connections', 'the policy lets none be made', async () => {
    const ask = async (options) => {
      const { context, page } = await open(browser, url, options);
      const asked = [];
      await context.route('**/probe-*', (route) => {
        asked.push(new URL(route.request().url()).pathname);
        return route.fulfill({ body: '' });
      });
      await ready(page);
      await page.evaluate(async () => {
        const settled = (start) => new Promise((done) => { try { start(done); } catch { done(); } });
        await settled((done) => fetch('/probe-fetch').then(done, done));
        await settled((done) => { navigator.sendBeacon('/probe-beacon', 'x'); done(); });
        await settled((done) => {
          const request = Object.assign(new XMLHttpRequest(), { onloadend: done });
          request.open('GET', '/probe-request');
          request.send();
        });
        await settled((done) => { Object.assign(new Image(), { onload: done, onerror: done }).src = 'http://other.invalid/probe-image'; });
        await settled((done) => { document.body.append(Object.assign(document.createElement('form'), { id: 'probe', action: '/probe-form' })); done(); });
        document.getElementById('probe').submit();
      });
      await page.waitForTimeout(500);
      await context.close();
      return asked;
    };
    const plant = (html) => html.replace(/<meta http-equiv[^>]*>/, '');
    const [kept, free] = [await ask({}), await ask({ plant })];
    return { figure: `${kept.length} of 5 ways`, wrong: kept, control: { fires: free.length === 5, what: `${free.length} of 5 without the policy` } };
  });

  await claim('traces: none', 'no secret in address, title, history, cookies or storage; storage is empty', async () => {
    const { context, page } = await open(browser, url);
    await ready(page);
    const made = await each(page);
    await page.locator('#copy').click();
    const wrong = await kept(page, made);
    const fires = [];
    for (const plant of [
      (one) => localStorage.setItem('x', one), (one) => sessionStorage.setItem('x', one), (one) => { document.title = one; },
      (one) => { location.hash = one; }, (one) => history.replaceState(one, ''),
    ]) {
      await page.evaluate(plant, made[0]);
      fires.push((await kept(page, made)).length);
    }
    await context.close();
    const rising = fires.every((count, i) => count > (fires[i - 1] ?? 0));
    return { figure: `${made.length} secrets, 9 places`, wrong, control: { fires: rising, what: `${fires.length} places that were planted are found` } };
  });

  await claim('traces: going back', 'neither the back button, with the page out of the browser\'s memory, nor a reload shows the secret again', async () => {
    const [found, careless] = [await wayBack(file), await wayBack(file, { careless: true })];
    const wrong = found.shown.includes(found.secret) ? ['back'] : [];
    if (!found.persisted) wrong.push('the browser did not keep the page');
    const { context, page } = await open(browser, url);
    await ready(page);
    const one = await secret(page);
    await page.reload();
    await ready(page);
    if (await secret(page) === one) wrong.push('reload');
    await context.close();
    const control = { fires: careless.persisted && careless.shown.includes(careless.secret), what: 'without its handler for leaving the page shows it again' };
    return { figure: 'both', wrong, control };
  });

  await claim('traces: memory of the module', 'no 8 characters in a row of a secret once it is shown', async () => {
    const { context, page, noted } = await open(browser, url, { options: { reducedMotion: 'reduce' } });
    await ready(page);
    const passwords = [];
    for (let i = 0; i < 20; i += 1) {
      await page.locator('#make').click();
      passwords.push(await secret(page));
    }
    await choose(page, 'apikey');
    await ready(page);
    const key = (await secret(page)).slice('acme_live_'.length);
    await choose(page, 'passphrase');
    await ready(page);
    const passphrase = await secret(page);
    const search = (secrets) => page.evaluate(async (secrets) => {
      const { memory } = await wasm_bindgen();
      const text = new TextDecoder('latin1').decode(memory.buffer);
      const windows = secrets.flatMap((one) => Array.from({ length: one.length - 7 }, (_, i) => one.slice(i, i + 8)));
      return { found: windows.filter((window) => text.includes(window)).length, all: windows.length, bytes: text.length };
    }, secrets);
    const found = await search([...passwords, key]);
    const joined = await page.evaluate(async (one) => new TextDecoder('latin1').decode((await wasm_bindgen()).memory.buffer).includes(one), passphrase.slice(0, -2));
    const wrong = [...complaints(noted, url)];
    if (found.found > 0) wrong.push(`${found.found} of ${found.all} are there`);
    if (joined) wrong.push('the passphrase is there');
    // What is passed in is not wiped: the glue allocates and frees it.
    const planted = await page.evaluate(() => Array.from({ length: 20 }, () => {
      const text = Array.from(crypto.getRandomValues(new Uint8Array(40)), (byte) => 'ABCDEFGHIJKLMNOP'[byte & 15]).join('');
      try { wasm_bindgen.Recipe.rules(text); } catch { /* they are no rules */ }
      return text;
    }));
    const seen = await search(planted);
    await context.close();
    return { figure: `${found.found} of ${found.all} in ${found.bytes} bytes`, wrong, control: { fires: seen.found > 0, what: `${seen.found} of ${seen.all} of texts that were passed in` } };
  });
}

/// The secret of a page that is left and that the browser keeps, what is shown on the way back, and whether it was kept. A careless page
/// has no handler for being left. It is served without the header that forbids to keep it, as somebody else may serve it.
async function wayBack(file, { careless = false } = {}) {
  const server = createServer((request, response) => {
    const path = new URL(`.${request.url === '/' ? '/index.html' : request.url}`, file);
    const type = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }[path.pathname.split('.').pop()];
    readFile(path).then((body) => response.setHeader('Content-Type', type).end(body), () => response.writeHead(404).end());
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const browser = await startWithMemory();
  try {
    const page = await browser.newPage();
    if (careless) {
      await page.addInitScript(() => {
        const listen = window.addEventListener;
        window.addEventListener = (event, ...rest) => event === 'pagehide' || listen.call(window, event, ...rest);
      });
    }
    await page.addInitScript(() => window.addEventListener('pageshow', (event) => { if (event.persisted) document.documentElement.dataset.kept = ''; }));
    await page.goto(url);
    await ready(page);
    const one = await secret(page);
    await page.goto(`${url}icon.svg`);
    // The evaluation itself may be cut short by the way back.
    await page.evaluate(() => { history.back(); }).catch(() => {});
    const persisted = await page.locator('html[data-kept]').waitFor().then(() => true, () => false);
    return { secret: one, shown: await page.locator('body').textContent(), persisted };
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}
