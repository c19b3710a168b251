"use strict";
// The secret is kept in one place, the text of #secret. It is never in the address, in storage or in the title, and nothing reads it but
// the button that copies. Script cannot overwrite a string: what was shown is the browser's to forget.

const $ = (id) => document.getElementById(id);

/// How long a copied secret stays, in milliseconds.
const KEPT = 45_000;

/// The module is in a script of its own: then nothing has to be fetched, and the policy of the page allows no connection at all.
async function load() {
  const bytes = Uint8Array.from(atob(WELLSPRING_MODULE), (c) => c.charCodeAt(0));
  await wasm_bindgen({ module_or_path: bytes });
}

const kind = () => document.forms.maker.elements.kind.value;

/// What the form asks for; throws with words for people.
function described() {
  const { Recipe } = wasm_bindgen;
  const on = (id) => $(id).checked;
  switch (kind()) {
    case "passphrase":
      return Recipe.passphrase(Number($("words").value), $("separator").value, on("capital"), on("number"));
    case "apikey":
      return Recipe.apiKey($("prefix").value, Number($("payload").value));
    case "uuid":
      return Recipe.uuid(Number(document.forms.maker.elements.version.value));
    default:
      if ($("rules").value.trim() !== "") return Recipe.rules($("rules").value);
      return Recipe.password(
        Number($("length").value), on("lower"), on("upper"), on("digit"), on("symbol"), on("each"), on("unambiguous"));
  }
}

function say(text) {
  $("status").textContent = text;
}

/// Letters, digits and the rest in colours of their own, which makes it easier to read aloud.
function show(secret) {
  const parts = /^(password|passphrase)$/.test(kind()) ? secret.match(/[a-zA-Z]+|[0-9]+|[^a-zA-Z0-9]+/g) : [secret];
  const spans = parts.map((part) => {
    const span = document.createElement("span");
    span.textContent = part;
    if (parts.length > 1) span.className = /^[0-9]/.test(part) ? "digit" : /^[a-zA-Z]/.test(part) ? "" : "symbol";
    return span;
  });
  $("secret").className = `${secret.length > 28 ? "long" : ""} ${kind() === "passphrase" ? "" : "characters"}`.trim();
  $("secret").replaceChildren(...spans);
}

let recipe = null; // what the form describes, checked and counted; null if it describes nothing

function describe() {
  const field = kind() === "apikey" ? "prefix" : kind() === "password" ? "rules" : null;
  recipe?.free();
  recipe = null;
  try {
    recipe = described();
  } catch (error) {
    $("secret").replaceChildren();
    for (const id of ["bits", "count", "verdict", "regex"]) $(id).textContent = "";
    meter(0, "0");
    refuse(error.message, field);
    return;
  }
  const [mantissa, exponent] = recipe.count();
  $("bits").textContent = `${recipe.bitsText()} bits`;
  $("count").textContent = `one of ${mantissa.toFixed(2)} × 10${superscript(exponent)}, all equally likely`;
  $("verdict").textContent = recipe.verdict();
  $("regex").textContent = recipe.scannerRegex() ?? "";
  meter(recipe.bits(), recipe.bitsText());
  refuse(null, field);
}

function make() {
  if (recipe === null) return;
  try {
    show(recipe.mint(Date.now()));
    made += 1;
    $("copy").disabled = false;
    say(`New one made, ${recipe.bitsText()} bits.`);
  } catch (error) {
    $("secret").replaceChildren();
    refuse(error.message, null);
  }
}

function meter(bits, text) {
  const greatest = 160;
  $("meter").setAttribute("aria-valuenow", Math.min(bits, greatest).toFixed(2));
  $("meter").setAttribute("aria-valuetext", `${text} bits`);
  $("level").style.width = `${Math.min(100, (100 * bits) / greatest)}%`;
  $("level").className = bits < 64 ? "weak" : "";
}

function refuse(message, field) {
  $("problem").hidden = message === null;
  $("problem").textContent = message ?? "";
  $("copy").disabled = message !== null;
  for (const id of ["rules", "prefix"]) $(id).setAttribute("aria-invalid", String(message !== null && id === field));
}

const superscript = (n) => String(n).replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d]);

// Copying, and forgetting what was copied.

let made = 0; // counts the secrets
let copied = null; // { which, until, timer }, while the clipboard may hold a secret

async function copy() {
  try {
    await navigator.clipboard.writeText($("secret").textContent);
  } catch {
    getSelection().selectAllChildren($("secret"));
    say("The browser refuses to copy. It is selected: copy it with the keyboard.");
    $("countdown").textContent = "Selected: copy it with the keyboard";
    return;
  }
  clearInterval(copied?.timer);
  quiet();
  copied = { which: made, until: Date.now() + KEPT, timer: setInterval(tick, 1000) };
  say("Copied. In 45 seconds this field and the clipboard are cleared.");
  tick();
}

function tick() {
  const left = Math.ceil((copied.until - Date.now()) / 1000);
  $("countdown").textContent = `Copied. Cleared in ${left} s`;
  if (left <= 0) forget(copied.which === made);
}

/// Empties the field, unless what it shows is newer than what was copied, and the clipboard if something was copied to it from here. Browsers let only the page in front do the latter,
/// some only just after a key or a click: it is tried again with each of these until it is done.
async function forget(field) {
  if (field) {
    $("secret").replaceChildren();
    $("copy").disabled = true;
  }
  if (copied === null) {
    say("Cleared.");
    $("countdown").textContent = "Cleared";
    return;
  }
  const cleared = copied;
  clearInterval(cleared.timer);
  try {
    await navigator.clipboard.writeText("");
    // In the meantime something newer may have been copied, which has a time of its own.
    if (copied !== cleared) return;
    copied = null;
    quiet();
    say("The clipboard is cleared.");
    $("countdown").textContent = "The clipboard is cleared";
  } catch {
    if (copied !== cleared) return;
    say("The clipboard still has it: the browser lets this page clear it when you come back and press a key or click.");
    $("countdown").textContent = "The clipboard still has it: come back and press a key or click";
    for (const event of CHANCES) addEventListener(event, again);
  }
}

/// When a browser may allow what it refused.
const CHANCES = ["focus", "click", "keydown"];

/// What is pressed to copy something newer is no wish to clear it.
function again(event) {
  if (copied && event.target !== $("copy")) forget(false);
}

function quiet() {
  for (const event of CHANCES) removeEventListener(event, again);
}

function theme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");
  const shown = () => $("theme").setAttribute("aria-pressed", String(chosen() === "dark"));
  $("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = chosen() === "dark" ? "light" : "dark";
    shown();
  });
  dark.addEventListener("change", shown);
  shown();
}

function changed() {
  for (const id of ["length", "words"]) $(`${id}-shown`).textContent = $(id).value;
  for (const options of document.querySelectorAll("[data-kind]")) options.hidden = options.dataset.kind !== kind();
  describe();
  make();
}

theme();
load().then(() => {
  const form = document.forms.maker;
  let typing;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    make();
  });
  // After the last key of a few, so that a half-typed rule is not called wrong aloud.
  form.addEventListener("input", (event) => {
    clearTimeout(typing);
    if (event.target.type === "text") typing = setTimeout(changed, 250);
    else changed();
  });
  $("copy").addEventListener("click", copy);
  $("clear").addEventListener("click", () => forget(true));
  // The back button must not bring a secret back.
  // A page that comes back from the browser's memory has nothing to copy.
  addEventListener("pagehide", () => {
    $("secret").replaceChildren();
    $("copy").disabled = true;
  });
  changed();
  histogram();
}, (error) => {
  refuse(`This browser cannot run the page: ${error.message}`, null);
});
