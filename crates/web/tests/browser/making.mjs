// What the page makes, and what becomes of it when it is copied.

import { SITES, broken } from './rules.mjs';
import { choose, complaints, open, ready, secret, settled } from './watched.mjs';

const MADE = 50;

const KINDS = {
  password: /^[!-~]{20}$/,
  passphrase: /^[a-z]+(-[a-z]+){5,}$/,
  apikey: /^acme_live_[0-9A-Za-z]{27}[0-9A-Za-z]{6}$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
};

/// Presses the button so many times and returns what was made.
async function pressed(page, times) {
  return page.evaluate((times) => Array.from({ length: times }, () => {
    document.getElementById('make').click();
    return document.getElementById('secret').textContent;
  }), times);
}

export async function making({ browser, url, claim }) {
  const { context, page, noted } = await open(browser, url, { options: { reducedMotion: 'reduce' } });
  await ready(page);

  for (const [kind, form] of Object.entries(KINDS)) {
    await claim(`makes: ${kind}`, `${MADE} in its form, all different`, async () => {
      await choose(page, kind);
      const made = await pressed(page, MADE);
      const wrong = made.filter((one) => !form.test(one));
      if (new Set(made).size !== MADE) wrong.push('one came twice');
      const others = Object.entries(KINDS).filter(([other]) => other !== kind);
      const taken = others.filter(([, other]) => made.some((one) => other.test(one))).map(([name]) => name);
      const control = { fires: taken.length === 0, what: taken.length === 0 ? `the forms of ${others.length} other kinds refuse all of them` : `in the form of ${taken}` };
      return { figure: `${MADE} of ${await page.locator('#bits').textContent()}`, wrong, control };
    });
  }

  await claim('makes: UUID of version 7', 'version and time are right', async () => {
    const one = async (version) => {
      await page.locator(`input[name=version][value="${version}"]`).check();
      const [before, [id], after] = [Date.now(), await pressed(page, 1), Date.now()];
      const millis = parseInt(id.replaceAll('-', '').slice(0, 12), 16);
      return { id, version: id[14] === '7', time: millis >= before - 1 && millis <= after + 1 };
    };
    const [seven, four] = [await one('7'), await one('4')];
    const control = { fires: !four.version && !four.time, what: 'one of version 4 has neither' };
    return { figure: 'of now', wrong: seven.version && seven.time ? [] : [seven.id], control };
  });

  await claim('strength: of a name', 'a UUID is said to be a name, a secret of 128 bits is not', async () => {
    const verdict = page.locator('#verdict');
    const wrong = [];
    for (const version of ['4', '7']) {
      await page.locator(`input[name=version][value="${version}"]`).check();
      const said = await verdict.textContent();
      if (!said.startsWith('A name, not a secret') || /strong|plain hash/i.test(said)) wrong.push(said);
    }
    await choose(page, 'apikey');
    const ofKey = await verdict.textContent();
    await choose(page, 'uuid');
    return { figure: 'versions 4 and 7', wrong, control: { fires: !ofKey.startsWith('A name'), what: 'an API key is judged by its bits' } };
  });

  await claim('bits: exact', 'log2 of the count, computed apart', async () => {
    await choose(page, 'password');
    await page.locator('#each').uncheck();
    await page.locator('#length').fill('16');
    const free = await page.locator('#bits').textContent();
    await page.locator('#length').fill('17');
    const longer = await page.locator('#bits').textContent();
    await choose(page, 'passphrase');
    const words = await page.locator('#bits').textContent();
    const floor = (bits) => `${(Math.floor(bits * 100) / 100).toFixed(2)} bits`;
    const wrong = [[free, floor(16 * Math.log2(94))], [words, floor(6 * Math.log2(7776))]].filter(([a, b]) => a !== b).map(String);
    const control = { fires: longer !== floor(16 * Math.log2(94)), what: `a character more is another number: ${longer}` };
    return { figure: `${free}, ${words}`, wrong, control };
  });

  const total = 200;
  await claim('rules: kept', `${total} passwords keep the rules of ${SITES.length} sites, by a checker of its own`, async () => {
    await choose(page, 'password');
    const wrong = [];
    for (const [rules] of SITES) {
      await page.locator('#rules').fill(rules);
      await settled(page);
      for (const password of await pressed(page, total / SITES.length)) {
        const why = broken(rules, password);
        if (why.length > 0) wrong.push(`${password} breaks ${why}`);
      }
    }
    const planted = SITES.flatMap(([rules, bad]) => bad.map((password) => broken(rules, password).length > 0));
    return { figure: `${total}`, wrong, control: { fires: planted.every(Boolean), what: `${planted.length} bad passwords are refused` } };
  });

  await claim('rules: bad ones', 'said in words and by another edge, nothing is made', async () => {
    const said = [];
    const wrong = [];
    const edge = () => page.locator('#rules').evaluate((it) => getComputedStyle(it).borderTopColor);
    const plain = await edge();
    for (const [rules, words] of [['required: kittens', 'is no class'], ['minlength: 12; maxlength: 8', 'length'], ['required: upper, required: lower', 'is no class']]) {
      await page.locator('#rules').fill(rules);
      await page.locator('#problem').waitFor();
      await settled(page);
      const text = await page.locator('#problem').textContent();
      said.push(text);
      if (!text.includes(words)) wrong.push(text);
      if (await secret(page) !== '' || await page.locator('#copy').isEnabled()) wrong.push('something can be copied');
      if (await page.locator('#rules').getAttribute('aria-invalid') !== 'true') wrong.push('the field is not marked');
      if (await edge() === plain) wrong.push('the field looks as before');
    }
    await page.locator('#rules').fill('');
    await ready(page);
    if (await edge() !== plain) wrong.push('the edge stays');
    if (await page.locator('#problem').isVisible()) wrong.push('the words stay');
    await page.locator('#rules').fill(SITES[0][0]);
    await settled(page);
    await page.locator('#make').click();
    const taken = await secret(page) !== '' && await edge() === plain && !await page.locator('#problem').isVisible();
    await page.locator('#rules').fill('');
    await settled(page);
    return { figure: said[0], wrong, control: { fires: taken, what: 'rules of a site are taken without a word, and one is made' } };
  });

  await claim('making: quiet', 'no error, no violation, no foreign request', async () => {
    const plant = (html) => html.replace('</body>', '<script>document.title = "planted"</script></body>');
    const other = await open(browser, url, { plant });
    await ready(other.page);
    await other.page.waitForTimeout(200);
    const seen = complaints(other.noted, url);
    await other.context.close();
    const control = { fires: seen.length > 0, what: 'a script that was planted in the page is seen' };
    return { figure: `${noted.requests.length} requests`, wrong: complaints(noted, url), control };
  });
  await context.close();

  await claim('copy: clipboard', 'has the secret; after 45 s neither it nor the field has', async () => {
    const { context, page, noted } = await open(browser, url, { options: { reducedMotion: 'reduce' }, before: (page) => page.clock.install() });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
    await ready(page);
    const read = () => page.evaluate(() => navigator.clipboard.readText());
    const one = await secret(page);
    await page.locator('#copy').click();
    const wrong = [];
    await page.locator('#countdown').filter({ hasText: 'Cleared in 45 s' }).waitFor();
    if (await read() !== one) wrong.push('another text is in the clipboard');
    await page.clock.runFor(43_000);
    const control = { fires: await read() === one && await secret(page) === one, what: 'after 43 s both still have it' };
    await page.clock.runFor(3_000);
    await page.locator('#countdown').filter({ hasText: 'is cleared' }).waitFor();
    if (await read() !== '') wrong.push('the clipboard keeps it');
    if (await secret(page) !== '') wrong.push('the field keeps it');
    // What was made after the copy is not what was copied, and stays.
    await page.locator('#make').click();
    await page.locator('#copy').click();
    await page.locator('#make').click();
    const newer = await secret(page);
    await page.clock.runFor(46_000);
    await page.locator('#countdown').filter({ hasText: 'is cleared' }).waitFor();
    if (await secret(page) !== newer) wrong.push('a newer secret was taken away');
    wrong.push(...complaints(noted, url));
    await context.close();
    return { figure: 'emptied', wrong, control };
  });

  await claim('copy: in the background', 'a clipboard that cannot be emptied then is emptied when the page is in front again', async () => {
    const { context, page } = await open(browser, url, { options: { reducedMotion: 'reduce' }, before: (page) => page.clock.install() });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
    await ready(page);
    const read = () => page.evaluate(() => navigator.clipboard.readText());
    const one = await secret(page);
    await page.locator('#copy').click();
    await page.locator('#countdown').filter({ hasText: 'Cleared in 45 s' }).waitFor();
    // As browsers answer a page that is not in front; without a window all pages are.
    await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('not focused', 'NotAllowedError')); });
    await page.clock.runFor(46_000);
    await page.locator('#countdown').filter({ hasText: 'still has it' }).waitFor();
    const control = { fires: await read() === one, what: 'until then it is there' };
    const wrong = await secret(page) === '' ? [] : ['the field keeps it'];
    await page.evaluate(() => { delete navigator.clipboard.writeText; dispatchEvent(new Event('focus')); });
    await page.locator('#countdown').filter({ hasText: 'The clipboard is cleared' }).waitFor();
    if (await read() !== '') wrong.push('the clipboard keeps it');
    await context.close();
    return { figure: 'emptied', wrong, control };
  });

  await claim('copy: only after a key or a click', 'where a browser asks for one, the next of them empties the clipboard, and the page says so before', async () => {
    const { context, page, noted } = await open(browser, url, { options: { reducedMotion: 'reduce' }, before: async (page) => {
      await page.clock.install();
      await page.addInitScript(askForActivation);
    } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
    await ready(page);
    const read = () => page.evaluate(() => navigator.clipboard.readText());
    const wrong = [];
    let kept = 0;
    for (const act of [() => page.locator('h1').click(), () => page.keyboard.press('Shift')]) {
      await page.locator('#make').click();
      const one = await secret(page);
      await page.locator('#copy').click();
      await page.locator('#countdown').filter({ hasText: 'Cleared in 45 s' }).waitFor();
      await page.clock.runFor(46_000);
      await page.locator('#countdown').filter({ hasText: 'still has it' }).waitFor();
      if (!(await page.locator('#status').textContent()).includes('still has it')) wrong.push('nothing is said aloud');
      // A refused try is no reason to stop.
      await page.evaluate(() => dispatchEvent(new Event('focus')));
      kept += await read() === one;
      await act();
      await page.locator('#countdown').filter({ hasText: 'The clipboard is cleared' }).waitFor();
      if (await read() !== '') wrong.push('the clipboard keeps it');
    }
    // What is copied while the clearing of something older waits stays, for its own 45 seconds.
    for (const act of [() => page.locator('#copy').click(), () => page.locator('#copy').press('Enter')]) {
      await page.locator('#make').click();
      await page.locator('#copy').click();
      await page.locator('#countdown').filter({ hasText: 'Cleared in 45 s' }).waitFor();
      await page.clock.runFor(20_000);
      await page.locator('#make').click();
      const newer = await secret(page);
      await page.clock.runFor(26_000);
      await page.locator('#countdown').filter({ hasText: 'still has it' }).waitFor();
      await act();
      await page.locator('#countdown').filter({ hasText: 'Cleared in 45 s' }).waitFor();
      await page.clock.runFor(3_000);
      if (await read() !== newer) wrong.push('what was just copied is gone');
      await page.clock.runFor(43_000);
      await page.locator('#countdown').filter({ hasText: 'still has it' }).waitFor();
      await page.locator('h1').click();
      await page.locator('#countdown').filter({ hasText: 'The clipboard is cleared' }).waitFor();
    }
    wrong.push(...noted.problems);
    await context.close();
    return { figure: 'a click and a key', wrong, control: { fires: kept === 2, what: `until then it is there, ${kept} of 2 times` } };
  });
}

/// Firefox and Safari write to the clipboard only just after the user did something.
function askForActivation() {
  let last = -Infinity;
  for (const event of ['click', 'keydown']) addEventListener(event, () => { last = Date.now(); }, { capture: true });
  const write = navigator.clipboard.writeText.bind(navigator.clipboard);
  navigator.clipboard.writeText = (text) =>
    (Date.now() - last < 5_000 ? write(text) : Promise.reject(new DOMException('no user activation', 'NotAllowedError')));
}
