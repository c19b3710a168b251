// That people can use it: by keyboard, with a screen reader, on a phone, in the dark.

import { barriers, choose, complaints, open, ready, secret, withAxe } from './watched.mjs';

const KINDS = ['password', 'passphrase', 'apikey', 'uuid'];

/// What has the focus, by id or name, and whether a ring shows it.
const focused = (page) => page.evaluate(() => {
  const it = document.activeElement;
  const shown = it.matches('.kinds input') ? it.nextElementSibling : it;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  return { id: it.id || it.name || it.tagName.toLowerCase(), ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
});

export async function using({ browser, url, claim }) {
  await claim('keyboard: every control', 'reached in order by Tab, each with a ring, and left again', async () => {
    const { context, page } = await open(browser, url, { options: { reducedMotion: 'reduce' } });
    await ready(page);
    const order = [];
    const wrong = [];
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press('Tab');
      const { id, ring } = await focused(page);
      if (id === 'body') break;
      if (!ring) wrong.push(`${id} has no ring`);
      order.push(id);
    }
    const expected = ['theme', 'kind', 'secret', 'make', 'copy', 'clear', 'length', 'lower', 'upper', 'digit', 'symbol', 'each', 'unambiguous', 'rules', 'below', 'run', 'biased', 'summary'];
    if (order.join() !== expected.join()) wrong.push(`the order is ${order}`);
    await page.locator('#theme').evaluate((it) => { it.style.outline = 'none'; });
    await page.keyboard.press('Tab');
    const bare = await focused(page);
    await context.close();
    return { figure: `${order.length} stops`, wrong, control: { fires: bare.id === 'theme' && !bare.ring, what: 'a ring that is taken away is missed' } };
  });

  await claim('keyboard: the main job', 'another kind, another length, made and copied without a mouse', async () => {
    const { context, page, noted } = await open(browser, url, { options: { reducedMotion: 'reduce' } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
    await ready(page);
    const to = async (id) => {
      for (let i = 0; i < 40 && (await focused(page)).id !== id; i += 1) await page.keyboard.press('Tab');
    };
    await to('kind');
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-kind=passphrase]').waitFor();
    await to('words');
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(100);
    const first = await secret(page);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    const wrong = (await focused(page)).id === 'make' ? [] : ['the way back is another'];
    const second = await secret(page);
    await page.keyboard.press('Tab');
    const before = await page.evaluate(() => navigator.clipboard.readText());
    await page.keyboard.press('Space');
    await page.locator('#countdown').filter({ hasText: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (!/^[a-z]+(-[a-z]+){6,}$/.test(second) || first === second || copied !== second) wrong.push(`${first} ${second} ${copied}`);
    wrong.push(...complaints(noted, url));
    await context.close();
    return { figure: 'a passphrase of 7 words', wrong, control: { fires: before !== second, what: 'before the last key the clipboard has another text' } };
  });

  await claim('screen readers: said', 'strength and copying are announced, the secret is not', async () => {
    const { context, page } = await open(browser, url);
    await ready(page);
    const status = page.locator('#status[role=status]');
    await status.filter({ hasText: /New one made, \d+\.\d\d bits/ }).waitFor({ state: 'attached' });
    await page.locator('#copy').click();
    await status.filter({ hasText: /^(Copied|The browser refuses)/ }).waitFor({ state: 'attached' });
    const live = () => page.locator('#secret').getAttribute('aria-live');
    const wrong = await live() === 'off' ? [] : ['the secret is read aloud'];
    await page.locator('#secret').evaluate((it) => { it.setAttribute('aria-live', 'polite'); });
    const control = { fires: await live() !== 'off', what: 'a field that is made to be read aloud is seen' };
    await context.close();
    return { figure: 'both', wrong, control };
  });

  for (const colorScheme of ['light', 'dark']) {
    await claim(`axe: ${colorScheme}`, 'no serious or critical violation, in four kinds, with a refusal, and by the switch', async () => {
      const other = colorScheme === 'light' ? 'dark' : 'light';
      const wrong = [];
      let looks = 0;
      for (const [system, press] of [[colorScheme, false], [other, true]]) {
        const { context, page } = await open(browser, url, { options: { colorScheme: system, reducedMotion: 'reduce' }, before: withAxe });
        await ready(page);
        if (press) await page.locator('#theme').click();
        for (const kind of KINDS) {
          await choose(page, kind);
          wrong.push(...(await barriers(page)).map((one) => `${kind}: ${one}`));
          looks += 1;
        }
        await choose(page, 'password');
        await page.locator('#rules').fill('required: kittens');
        await page.locator('#problem').waitFor();
        await page.locator('#table summary').click();
        wrong.push(...await barriers(page));
        looks += 1;
        await context.close();
      }
      const plant = (html) => html.replace('<label for="length">Length</label>', '').replace('<html lang="en">', '<html>');
      const { context, page } = await open(browser, url, { plant, options: { colorScheme, reducedMotion: 'reduce' }, before: withAxe });
      await ready(page);
      await page.locator('#verdict').evaluate((it) => { it.style.color = 'gray'; it.style.background = 'dimgray'; });
      const planted = (await barriers(page)).map((one) => one.split(':')[0]);
      await context.close();
      const missing = ['label', 'html-has-lang', 'color-contrast'].filter((rule) => !planted.includes(rule));
      return { figure: `0 in ${looks} looks`, wrong, control: { fires: missing.length === 0, what: missing.length ? `not found: ${missing}` : 'a label, the language and a contrast that were taken away are found' } };
    });
  }

  await claim('phone: 320 pixels', 'nothing to scroll sideways, nothing smaller than 24 pixels to press', async () => {
    const { context, page } = await open(browser, url, { options: { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } });
    await ready(page);
    const wrong = [];
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    for (const kind of KINDS) {
      await choose(page, kind);
      if (await wide() > 320) wrong.push(`${kind} is ${await wide()} wide`);
      wrong.push(...await page.evaluate(() => [...document.querySelectorAll('button, select, summary, label:has(input), input[type=text], input[type=range]')]
        .map((it) => [it.id || it.textContent.trim(), it.getBoundingClientRect()])
        .filter(([, { width, height }]) => width > 0 && (width < 24 || height < 24)).map(([name]) => `${name} is small`)));
    }
    await page.evaluate(() => { document.getElementById('verdict').style.width = '30rem'; });
    const control = { fires: await wide() > 320, what: 'a paragraph that is too wide is found' };
    await context.close();
    return { figure: 'four kinds', wrong, control };
  });

  await claim('histogram: a million draws', 'below(n) is fair, byte % n is not', async () => {
    const { context, page, noted } = await open(browser, url);
    const figures = page.locator('#figures');
    const ended = async () => {
      await page.locator('#run').filter({ hasText: 'Again' }).waitFor({ timeout: 120_000 });
      return (await figures.textContent()).replaceAll('\u00a0', ' ');
    };
    const fair = await ended();
    const rows = await page.locator('#counts tr td').allTextContents();
    const sum = rows.reduce((sum, row) => sum + Number(row.replaceAll(',', '')), 0);
    const wrong = fair.startsWith('Fair. 1,000,000 draws') && sum === 1_000_000 && rows.length === 60 ? [] : [fair, `${sum} in the table`];
    // The figure again, from the table, computed apart.
    const square = rows.map((row) => Number(row.replaceAll(',', ''))).reduce((sum, n) => sum + (n - sum_(rows)) ** 2 / sum_(rows), 0);
    if (!fair.includes(`χ² = ${square.toFixed(2)} with 59`)) wrong.push(`${square} is not in: ${fair}`);
    await page.locator('#biased').check();
    const biased = await ended();
    wrong.push(...complaints(noted, url));
    await context.close();
    return { figure: fair.match(/χ² = [\d.]+/)[0], wrong, control: { fires: biased.startsWith('Not fair.'), what: `byte % n: ${biased.match(/χ² = [\d.]+/)[0]}` } };
  });

  await claim('histogram: what is seen', 'a bar that ends two pixels above the line and one that ends two below it are told apart', async () => {
    const { context, page } = await open(browser, url);
    await page.locator('#run').filter({ hasText: 'Again' }).waitFor({ timeout: 120_000 });
    // Planted: what is drawn ends wherever it ends.
    const both = [20, 40];
    const n = await page.evaluate((both) => {
      const bars = document.querySelectorAll('#bars rect');
      const pixels = 160 / document.getElementById('bars').getBoundingClientRect().height;
      both.forEach((bar, i) => {
        const height = 120 + (i === 0 ? 2 : -2) * pixels;
        bars[bar].setAttribute('y', 160 - height);
        bars[bar].setAttribute('height', height);
      });
      return bars.length;
    }, both);
    const canvas = await context.newPage();
    const tops = async () => {
      const png = (await page.locator('#bars').screenshot()).toString('base64');
      return canvas.evaluate(async ({ png, both, n }) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context.drawImage(image, 0, 0);
        return both.map((bar) => {
          const column = context.getImageData(Math.round((image.width * (bar + 0.5)) / n), 0, 1, image.height).data;
          const at = (y) => column.slice(4 * y, 4 * y + 3).join();
          // From the middle of the bar upwards, as far as its colour goes; a line of two pixels is not its end.
          const color = at(image.height >> 1);
          let top = image.height >> 1;
          while (top > 2 && [1, 2, 3].some((up) => at(top - up) === color)) top -= 1;
          return top;
        });
      }, { png, both, n });
    };
    const [highest, lowest] = await tops();
    await page.evaluate(() => { document.querySelector('#bars .ground').style.strokeWidth = '5px'; });
    const covered = await tops();
    await context.close();
    const wrong = highest < lowest ? [] : [`${highest} and ${lowest} pixels from above`];
    return { figure: `${lowest - highest} pixels`, wrong, control: { fires: covered[0] >= covered[1], what: 'under a line of 5 pixels they end alike' } };
  });

  await claim('histogram: what is no bound', 'is said, and nothing is drawn', async () => {
    const { context, page, noted } = await open(browser, url);
    await ready(page);
    const said = async (n) => {
      await page.locator('#below').fill(n);
      return await page.locator('#below-problem').isVisible() ? page.locator('#below-problem').textContent() : '';
    };
    const wrong = [];
    for (const [n, part] of [['-3', 'n is -3,'], ['2.5', 'n is 2.5,'], ['', 'n is no number,'], ['1', 'n is 1,'], ['101', 'n is 101,']]) {
      const message = await said(n);
      if (!message.includes(part) || !message.includes('2 to 100')) wrong.push(`${n}: ${message}`);
      const left = await page.locator('#figures').textContent() + await page.locator('#bars rect').count();
      if (left !== '0') wrong.push(`${n}: ${left} is left`);
    }
    const allowed = await said('6');
    for (const n of ['7', '8', '9', '10', '11', '12']) await said(n);
    const a_frame = await page.evaluate(async () => {
      const draws = () => Number(document.getElementById('figures').textContent.match(/([\d,]+) draws/)[1].replaceAll(',', ''));
      const frame = () => new Promise(requestAnimationFrame);
      for (let i = 0; i < 3; i += 1) await frame();
      const before = draws();
      for (let i = 0; i < 10; i += 1) await frame();
      return (draws() - before) / 10;
    });
    if (a_frame > 3000) wrong.push(`${a_frame} draws a frame after several numbers`);
    wrong.push(...complaints(noted, url));
    await context.close();
    return { figure: 'five of them', wrong, control: { fires: allowed === '', what: '6 is drawn below without a word' } };
  });

  await claim('motion: reduced', 'nothing moves by itself', async () => {
    const moves = async (reducedMotion) => {
      const { context, page } = await open(browser, url, { options: { reducedMotion } });
      await ready(page);
      await page.locator('#bars rect').first().waitFor({ state: 'attached' });
      const [before, , after] = [await page.locator('#figures').textContent(), await page.waitForTimeout(500), await page.locator('#figures').textContent()];
      await context.close();
      return before !== after;
    };
    return { figure: 'still', wrong: await moves('reduce') ? ['it moves'] : [], control: { fires: await moves('no-preference'), what: 'without the wish it moves' } };
  });
}

const sum_ = (rows) => 1_000_000 / rows.length;
