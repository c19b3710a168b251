// node pictures.mjs URL FOLDER: the pictures of the documentation. The secrets in them were made for them.

import { open, ready, start } from './watched.mjs';

const [url, folder] = process.argv.slice(2);
const browser = await start();
for (const [name, colorScheme, width, kind] of [['light', 'light', 760, 'password'], ['dark', 'dark', 760, 'passphrase'], ['phone', 'light', 360, 'password']]) {
  const options = { colorScheme, viewport: { width, height: 900 } };
  const { context, page } = await open(browser, url, { options });
  await ready(page);
  await page.locator(`input[name=kind][value=${kind}]`).check({ force: true });
  await page.locator('#run').filter({ hasText: 'Again' }).waitFor({ timeout: 120_000 });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  await context.close();
}
await browser.close();
