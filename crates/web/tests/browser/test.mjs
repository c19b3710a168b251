// node test.mjs URL FOLDER: the page as it is served and as it lies in a folder, in a browser.
//
// Prints one line per claim: what, figure, demand, met or missed, what the negative control showed.

import { pathToFileURL } from 'node:url';
import { keeping } from './keeping.mjs';
import { making } from './making.mjs';
import { using } from './using.mjs';
import { start } from './watched.mjs';

const [url, folder] = process.argv.slice(2);
const browser = await start();
let missed = 0;

/// `look` returns `{ figure, wrong, control }`: what was found, a list of what is wrong with it, and whether the control fired.
async function claim(what, demand, look) {
  let found;
  const begun = Date.now();
  try {
    found = await look();
  } catch (error) {
    found = { figure: '', wrong: [error.message.split('\n').slice(0, 4).join(' ')] };
  }
  const { figure, wrong = [], control } = found;
  const bad = [...wrong, ...(control === undefined || control.fires ? [] : [`the control did not fire: ${control.what}`])];
  missed += bad.length > 0;
  const shown = bad.length > 0 ? `${figure} WRONG: ${bad.slice(0, 5).join('; ')}` : figure;
  const cells = [what, shown, demand, bad.length > 0 ? 'missed' : 'met', control ? control.what : ''];
  console.log(cells.map((cell) => String(cell).replace(/\s+/g, ' ')).join('\t'));
  console.error(`${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${what}`);
}

const file = `${pathToFileURL(folder)}/index.html`;
for (const part of [making, keeping, using]) await part({ browser, url, file, claim });
await browser.close();
process.exitCode = missed > 0 ? 1 : 0;
