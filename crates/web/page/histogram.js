"use strict";
// How even the numbers below n are, drawn while one looks.

function histogram() {
  const SVG = "http://www.w3.org/2000/svg";
  const [WIDTH, HEIGHT, EXPECTED_AT] = [600, 160, 3 / 4];
  const [A_FRAME, AT_MOST] = [2_000, 1_000_000];
  const whole = new Intl.NumberFormat("en-GB");
  const element = (id) => document.getElementById(id);
  let seen, bars, draws, running, turn = 0;

  function start() {
    const [typed, n] = [element("below").value, Number(element("below").value)];
    seen?.free();
    seen = undefined;
    // What a number of wasm's would make another of.
    if (typed === "" || !Number.isInteger(n) || n < 0) {
      problem(`n is ${typed || "no number"}, allowed are whole numbers from 2 to 100`);
      return;
    }
    try {
      seen = new wasm_bindgen.Uniformity(n, element("biased").checked);
    } catch (error) {
      problem(error.message);
      return;
    }
    problem(null);
    draws = 0;
    bars = Array.from({ length: n }, (_, i) => drawn("rect", { x: (WIDTH * (i + 0.08)) / n, width: (WIDTH * 0.84) / n }));
    const y = HEIGHT * (1 - EXPECTED_AT);
    const line = { x1: 0, x2: WIDTH, y1: y, y2: y };
    element("bars").replaceChildren(...bars, drawn("line", { ...line, class: "ground" }), drawn("line", line));
    element("counts").replaceChildren();
    run(!matchMedia("(prefers-reduced-motion: reduce)").matches);
    if (running) return;
    step();
    settled();
  }

  function drawn(name, attributes) {
    const shape = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    return shape;
  }

  function problem(message) {
    element("below-problem").hidden = message === null;
    element("below-problem").textContent = message ?? "";
    element("below").setAttribute("aria-invalid", String(message !== null));
    element("run").disabled = message !== null;
    if (message === null) return;
    running = false;
    // What was drawn below another number says nothing of this one.
    element("bars").replaceChildren();
    element("counts").replaceChildren();
    element("figures").textContent = "";
  }

  function run(on) {
    if (on && draws >= AT_MOST) return start();
    running = on;
    element("run").textContent = on ? "Pause" : draws >= AT_MOST ? "Again" : "Run";
    turn += 1;
    if (on) next(turn);
    else if (seen) settled();
  }

  /// Each start has its turn, so that the frames of the one before end with it.
  function next(mine) {
    requestAnimationFrame(() => {
      if (!running || mine !== turn) return;
      step();
      if (draws < AT_MOST) next(mine);
      else run(false);
    });
  }

  function step() {
    seen.add(A_FRAME);
    draws += A_FRAME;
    const counts = seen.counts();
    const expected = draws / counts.length;
    bars.forEach((bar, i) => {
      const height = Math.min(HEIGHT, (HEIGHT * EXPECTED_AT * counts[i]) / expected);
      bar.setAttribute("y", (HEIGHT - height).toFixed(2));
      bar.setAttribute("height", height.toFixed(2));
    });
    element("figures").textContent = words(counts, expected);
  }

  function words(counts, expected) {
    const [least, most] = [Math.min(...counts), Math.max(...counts)].map(whole.format);
    const tail = seen.tail();
    const often = tail >= 0.001 ? `${(100 * tail).toFixed(1)} % of all runs` : `fewer than one of ${whole.format(Math.floor(Math.min(1e15, 1 / tail)))} runs`;
    const verdict = tail < wasm_bindgen.Uniformity.alarm() ? "Not fair." : "Fair.";
    return `${verdict} ${whole.format(draws)} draws, about ${whole.format(Math.round(expected))} of each expected, ${least} to ${most} found. `
      + `χ²\u00a0=\u00a0${seen.chiSquare().toFixed(2)} with ${counts.length - 1} degrees of freedom: a fair source is as far off or farther in ${often}.`;
  }

  /// The text alternative, once nothing moves any more.
  function settled() {
    const rows = Array.from(seen.counts(), (count, i) => {
      const row = document.createElement("tr");
      const [number, times] = [document.createElement("th"), document.createElement("td")];
      number.scope = "row";
      number.textContent = i;
      times.textContent = whole.format(count);
      row.append(number, times);
      return row;
    });
    element("counts").replaceChildren(...rows);
  }

  element("below").addEventListener("input", start);
  element("biased").addEventListener("input", start);
  element("run").addEventListener("click", () => run(!running));
  element("table").addEventListener("toggle", () => run(running && !element("table").open));
  start();
}
