"use strict";
const read = id => JSON.parse(document.getElementById(id).textContent);

for (const figure of document.querySelectorAll(".slider")) {
  const frames = read(figure.dataset.frames);
  const [image, button, range, label] = ["img", "button", "input", "output"].map(tag => figure.querySelector(tag));
  let timer = null;
  const show = i => { range.value = i; image.src = frames[i].data; label.textContent = frames[i].label; };
  const stop = () => { clearInterval(timer); timer = null; button.innerHTML = "&#9654;"; };
  range.addEventListener("input", () => { stop(); show(+range.value); });
  button.addEventListener("click", () => {
    if (timer) return stop();
    button.innerHTML = "&#10073;&#10073;";
    timer = setInterval(() => show((+range.value + 1) % frames.length), 250);
  });
}

function ticks(low, high, count) {
  const raw = (high - low) / count, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map(f => f * power).find(s => s >= raw);
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; ++i) found.push(+(i * step).toPrecision(10));
  return found;
}

function draw(svg, chart, range) {
  const left = 64, right = 884, top = 26, bottom = 262;
  const within = chart.series.flatMap(s => s.y.filter((y, i) => y !== null && s.x[i] >= range[0] && s.x[i] <= range[1]));
  let low = Math.min(...within), high = Math.max(...within);
  if (!within.length) [low, high] = [0, 1];
  const flat = high - low < 1e-9 * Math.max(1, Math.abs(high)), room = flat ? 0.5 : 0.06 * (high - low);
  low -= room; high += room;
  const px = x => left + (x - range[0]) / (range[1] - range[0]) * (right - left);
  const py = y => bottom - (y - low) / (high - low) * (bottom - top);
  let out = `<clipPath id="clip-${chart.id}"><rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"/></clipPath>`;
  for (const y of ticks(low, high, 5))
    out += `<line x1="${left}" x2="${right}" y1="${py(y)}" y2="${py(y)}" stroke="#e4e9ed"/><text x="${left - 8}" y="${py(y) + 4}" text-anchor="end">${y}</text>`;
  for (const x of ticks(range[0], range[1], 9))
    out += `<line x1="${px(x)}" x2="${px(x)}" y1="${top}" y2="${bottom}" stroke="#eef1f4"/><text x="${px(x)}" y="${bottom + 18}" text-anchor="middle">${x}</text>`;
  out += `<text x="${(left + right) / 2}" y="${bottom + 35}" text-anchor="middle">${chart.x_label}</text><text x="4" y="14">${chart.y_label}</text>`;
  let at = 200;
  for (const s of chart.series) {
    const path = s.y.map((y, i) => y === null ? "" : `${i && s.y[i - 1] !== null ? "L" : "M"}${px(s.x[i]).toFixed(1)},${py(y).toFixed(1)}`).join("");
    const dash = s.measured ? ' stroke-dasharray="5 3"' : "";
    out += `<path d="${path}" fill="none" stroke="${s.colour}" stroke-width="1.8"${dash} clip-path="url(#clip-${chart.id})"/>`;
    out += `<line x1="${at}" x2="${at + 22}" y1="10" y2="10" stroke="${s.colour}" stroke-width="2.5"${dash}/><text x="${at + 27}" y="14">${s.name}</text>`;
    at += 46 + 7 * s.name.length;
  }
  svg.innerHTML = out + `<rect class="mark" y="${top}" height="${bottom - top}" width="0" fill="#0b5a9c" opacity="0.15"/>`;
  return x => range[0] + (Math.min(Math.max(x, left), right) - left) / (right - left) * (range[1] - range[0]);
}

for (const figure of document.querySelectorAll(".chart")) {
  const chart = read(figure.dataset.series), svg = figure.querySelector("svg");
  chart.id = figure.dataset.series;
  const all = [Math.min(...chart.series.map(s => s.x[0])), chart.x_end];
  let value_at = draw(svg, chart, all), start = null;
  const place = event => (event.clientX - svg.getBoundingClientRect().left) / svg.getBoundingClientRect().width * 900;
  svg.addEventListener("pointerdown", event => { start = place(event); svg.setPointerCapture(event.pointerId); });
  svg.addEventListener("pointermove", event => {
    if (start === null) return;
    const mark = svg.querySelector(".mark"), now = place(event);
    mark.setAttribute("x", Math.min(start, now));
    mark.setAttribute("width", Math.abs(now - start));
  });
  svg.addEventListener("pointerup", event => {
    const ends = [value_at(start), value_at(place(event))].sort((a, b) => a - b);
    const wide = Math.abs(place(event) - start) > 6;
    start = null;
    if (wide) value_at = draw(svg, chart, ends);
  });
  svg.addEventListener("dblclick", () => { value_at = draw(svg, chart, all); });
}
