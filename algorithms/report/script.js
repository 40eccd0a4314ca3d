"use strict";
const runs = JSON.parse(document.getElementById("data").textContent).runs, $ = id => document.getElementById(id);
const root = document.documentElement, charts = [];
let run = null, place = 0, first = 0;  // the run shown, the place of its iteration among those that are kept, the first label of the timeline
const kinds = ["structural", "identity", "definition", "sure", "conditional", "full", "asymptotic", "heuristic"];
const kindText = {structural: "facts of the run", identity: "identities", definition: "definitions", sure: "for all vectors", conditional: "given the past: E over the n samples", full: "in full expectation: E over all samples", asymptotic: "rates, with their constants", heuristic: "advice: the part of it that can be checked"};
const colours = ["#0f7a8a", "#c4572e", "#7a63c7", "#1a8f54", "#b08900", "#c0508a", "#5b7fa6", "#8a6d3b", "#4a9e9e", "#a34a4a"];
const number = a => a === null ? "" : a === 0 ? "0" : Math.abs(a) >= 1e-3 && Math.abs(a) < 1e5 ? String(+a.toPrecision(4)) : a.toExponential(2);
const percent = a => a === null ? "" : a === 0 ? "0 %" : Math.abs(a) < 1e-3 ? "<0.1 %" : (100 * a).toPrecision(a < 0.1 ? 2 : 3).replace(/\.0+$/, "") + " %";
const css = name => getComputedStyle(root).getPropertyValue(name).trim();
const element = (tag, text, kind) => { const e = document.createElement(tag); if (text !== undefined) e.textContent = text; if (kind) e.className = kind; return e; };

Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
function chart(id, type, data, options, text) {
  const shown = new Chart($(id), {type, data, options: {animation: false, responsive: true, maintainAspectRatio: false, color: css("--ink"), ...options}});
  charts.push(shown);
  $(id).setAttribute("aria-label", text);
  $(id + "-text").textContent = text;
}
const axis = (title, more = {}) => ({title: {display: true, text: title, color: css("--soft")}, ticks: {color: css("--soft"), maxTicksLimit: 9}, grid: {color: css("--line")}, ...more});
const decades = more => ({type: "logarithmic", ...more});

function facts() {
  $("h-run").textContent = run.title;
  const list = $("facts");
  list.replaceChildren();
  for (const [name, value] of run.facts) list.append(element("dt", name), element("dd", value));
  const audit = $("audit");
  audit.replaceChildren("audit: ");
  for (const check of run.audit.checks.filter(c => c.required)) audit.append(element("span", (check.passed ? "✓ " : "✗ ") + check.name, check.passed ? "ok" : "no"), "  ");
  $("last").textContent = run.last;
}
function verdicts() {
  const body = $("verdicts").tBodies[0], wanted = $("filter").value, part = $("contains").value.toLowerCase();
  body.replaceChildren();
  let count = 0;
  for (const kind of kinds) {
    const rows = run.claims.filter(c => c.kind === kind && (!wanted || c.outcome === wanted) && (c.id + " " + c.line).toLowerCase().includes(part));
    if (!rows.length) continue;
    const head = element("tr", undefined, "kind"), cell = element("th", kindText[kind]);
    cell.colSpan = 7;
    cell.scope = "colgroup";
    head.append(cell);
    body.append(head);
    for (const c of rows) {
      const row = element("tr"), line = element("td", c.line);
      if (c.note) line.append(element("div", c.note, "note"));
      if (c.fails) line.append(element("div", `${number(c.fails.left)} > ${number(c.fails.right)} at t = ${c.fails.at}`, "note"));
      const judged = c.outcome === "holds" || c.outcome === "violated";
      row.append(element("td", c.id, "claim"), line, element("td", c.checks, "n"), element("td", c.slack === null ? "" : number(c.slack), "n"), element("td", c.share < 0 ? "" : percent(c.share), "n"), element("td", c.slack === null ? "" : c.at, "n"), element("td", c.outcome + (judged ? " " + c.evidence : ""), c.outcome));
      body.append(row);
      ++count;
    }
  }
  $("count").textContent = `${count} of ${run.claims.length} lines`;
}
const shareOf = (line, i) => line.right[i] === null || line.right[i] === 0 ? null : line.slack[i] / Math.abs(line.right[i]);
const power = a => { const e = Math.log10(a); return Math.abs(e - Math.round(e)) > 1e-9 ? "" : Math.abs(e) < 3 ? String(+a.toPrecision(1)) : "10" + String(Math.round(e)).replace(/[-\d]/g, c => c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]); };
function along() {
  $("s-along").hidden = $("s-chain").hidden = !run.along.t.length;
  if (!run.along.t.length) return;
  const t = run.along.t, asked = run.along.lines.filter(l => !l.equality), lines = asked.filter(l => t.some((_, i) => shareOf(l, i) > 0));
  const shares = lines.flatMap(l => t.map((at, i) => ({at, id: l.id, s: shareOf(l, i)}))).filter(p => p.s > 0);
  const tightest = shares.reduce((a, p) => !a || p.s < a.s ? p : a, null), tight = asked.filter(l => t.some((_, i) => shareOf(l, i) === 0 && !l.fails.includes(i))), failing = asked.filter(l => l.fails.length);
  const floor = 10 ** Math.floor(Math.log10(tightest ? tightest.s : 1) - 0.5), paint = j => ({borderColor: colours[j % colours.length], backgroundColor: colours[j % colours.length]});
  const datasets = lines.map((l, j) => ({label: l.id + "  " + l.line, data: t.map((x, i) => ({x, y: shareOf(l, i) > 0 ? shareOf(l, i) : null})), ...paint(j), borderWidth: 1.2, pointRadius: 0, pointHitRadius: 6, borderDash: j >= colours.length ? [4, 3] : []}));
  for (const l of failing) datasets.push({label: `${l.id}  ${l.line}: false`, data: t.map((x, i) => ({x, y: l.fails.includes(i) ? floor : null})), borderColor: css("--bad"), backgroundColor: css("--bad"), showLine: false, pointStyle: "triangle", rotation: 180, pointRadius: 5, pointHitRadius: 6});
  const says = h => { const l = failing[h.datasetIndex - lines.length]; return l ? `${l.id}  ${l.line}: ${number(l.left[h.dataIndex])} > ${number(l.right[h.dataIndex])}` : h.dataset.label + ": " + number(h.raw.y); };
  chart("along", "line", {datasets}, {parsing: false, interaction: {mode: "nearest", intersect: false}, onClick: (_, hits) => { if (hits.length) goTo(hits[0].index); }, plugins: {legend: {position: "bottom", align: "start", labels: {color: css("--ink"), boxWidth: 14, boxHeight: 2}}, tooltip: {callbacks: {title: h => "t = " + h[0].raw.x, label: says}}}, scales: {x: axis("t", {type: "linear", max: t[t.length - 1]}), y: axis("slack / right side", decades({min: floor, ticks: {color: css("--soft"), maxTicksLimit: 9, callback: power}}))}},
    `${lines.length} lines at ${t.length} iterations` + (tightest ? `; the least share above 0 is ${number(tightest.s)}, of ${tightest.id} at t = ${tightest.at}` : "") + "." + (failing.length ? ` False at some t, in red at the bottom: ${failing.map(l => `${l.id} (first at t = ${t[l.fails[0]]})`).join(", ")}.` : "") + (tight.length ? ` Tight (slack 0, which has no logarithm) at some t: ${[...new Set(tight.map(l => l.id))].join(", ")}.` : "") + (run.along.thinned ? ` Of ${run.iterations} iterations those are drawn at which some line is tightest nearby, or false.` : ""));
  $("t").max = t.length - 1;
  if (place < 0) place = Math.max(0, failing.length ? failing[0].fails[0] : t.indexOf(tightest ? tightest.at : t[0]));
  goTo(place);
}
function goTo(i) {
  place = i;
  $("t").value = i;
  const t = run.along.t[i];
  $("t").setAttribute("aria-valuetext", "t = " + t);
  $("t-value").textContent = t;
  $("chain-text").textContent = `Every line at t = ${t}, in the order of the proofs`;
  const body = $("chain").tBodies[0];
  body.replaceChildren();
  for (const l of run.along.lines) {
    if (l.left[i] === null) continue;
    const fails = l.fails.includes(i), row = element("tr"), reason = element("td", l.line);
    if (l.statement !== l.line) reason.append(element("div", l.statement, "note"));
    row.append(element("td", l.id, "claim"), reason, element("td", number(l.left[i]), "n"), element("td", fails ? (l.equality ? "≠" : ">") : l.equality ? "=" : "≤", fails ? "violated" : ""), element("td", number(l.right[i]), "n"), element("td", l.equality ? "" : number(l.slack[i]), "n"));
    body.append(row);
  }
}
const shown = 80, missing = t => { const J = [], flat = run.race.missing[t]; for (let s = 0; s < flat.length; s += 2) for (let k = 0; k < flat[s + 1]; ++k) J.push(flat[s] + k); return J; };
const spelled = t => { const parts = [], flat = run.race.missing[t]; for (let s = 0; s < flat.length; s += 2) parts.push(flat[s + 1] > 2 ? `${flat[s]}, …, ${flat[s] + flat[s + 1] - 1}` : flat[s + 1] === 2 ? `${flat[s]}, ${flat[s] + 1}` : flat[s]); return parts.join(", "); };
function timeline() {
  const r = run.race;
  $("s-time").hidden = !r;
  if (!r) return;
  $("window").max = Math.max(0, r.worker.length - shown);
  draw(first);
}
function draw(from) {
  first = from;
  const r = run.race, svg = $("time"), workers = 1 + r.worker.reduce((a, w) => Math.max(a, w), 0), step = 10.5, left = 66, high = 20, to = Math.min(r.worker.length, from + shown);
  $("window").value = from;
  $("window-value").textContent = `${from} to ${to - 1} of ${r.worker.length - 1}`;
  $("window").setAttribute("aria-valuetext", $("window-value").textContent);
  svg.setAttribute("viewBox", `0 0 ${left + step * (shown + 2)} ${workers * high + 24}`);
  svg.replaceChildren();
  const make = (tag, attributes, text) => { const e = document.createElementNS("http://www.w3.org/2000/svg", tag); for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v); if (text !== undefined) e.textContent = text; return e; };
  for (let w = 0; w < workers; ++w) svg.append(make("text", {x: 0, y: w * high + 14}, workers === 1 ? "reader" : "worker " + w));
  for (let t = from; t <= to; t += 10) svg.append(make("line", {x1: left + step * (t - from), x2: left + step * (t - from), y1: 0, y2: workers * high}), make("text", {x: left + step * (t - from), y: workers * high + 16}, t));
  const bars = new Map();
  for (let k = Math.max(0, from - 200); k < to; ++k) {
    const end = Math.min(r.seen[k], to), begin = Math.max(k, from);
    if (end <= from && k < from) continue;
    const J = missing(k), bar = make("rect", {x: left + step * (begin - from), y: r.worker[k] * high + 3, width: Math.max(step * (end - begin) - 1.5, 3), height: 13, rx: 2, role: "img", tabindex: k === from ? 0 : -1, "aria-label": `update ${k} by worker ${r.worker[k]}: its read had missed ${J.length ? spelled(k) : "nothing"}`});
    const tell = () => {
      for (const [j, b] of bars) b.setAttribute("class", j === k ? "now" : J.includes(j) ? "missed" : "");
      $("missed").textContent = `t = ${k}, worker ${r.worker[k]}: J = {${spelled(k)}}` + (J.length ? `, the oldest ${k - J[0]} labels old` : "");
    };
    bar.addEventListener("pointerenter", tell);
    bar.addEventListener("focus", tell);
    bar.addEventListener("keydown", e => {
      const next = e.key === "ArrowRight" ? k + 1 : e.key === "ArrowLeft" ? k - 1 : null;
      if (next === null || next < 0 || next >= r.worker.length) return;
      e.preventDefault();
      walk(next);
    });
    bars.set(k, bar);
    svg.append(bar);
  }
  walk.bars = bars;
  $("missed").textContent = "";
}
// To the bar of label k, wherever it is.
function walk(k) {
  if (k < first || k >= first + shown) draw(Math.min(Math.max(0, k - shown / 2), Math.max(0, run.race.worker.length - shown)));
  for (const [j, bar] of walk.bars) bar.setAttribute("tabindex", j === k ? 0 : -1);
  walk.bars.get(k).focus();
}
function histograms() {
  const most = 40, sum = a => a.reduce((x, y) => x + y, 0);  // one straggler leaves the others their width
  const binned = counts => counts.length <= most + 8 ? counts : [...counts.slice(0, most), sum(counts.slice(most))];
  const bars = (id, counts, title, text) => chart(id, "bar", {labels: binned(counts).map((_, i) => i === most && counts.length > most + 8 ? "≥ " + i : i), datasets: [{data: binned(counts), backgroundColor: css("--accent")}]}, {plugins: {legend: {display: false}}, scales: {x: axis(title, {grid: {display: false}}), y: axis("count")}}, text);
  const late = run.race && run.race.staleness.length, counted = run.missing_histogram.length;
  $("s-stale").hidden = !late;
  $("s-missing").hidden = !counted;
  if (late) bars("stale", run.race.staleness, "t − k", `mean ${number(run.mean_staleness)}, largest τ = ${run.tau}, over all missing updates`);
  if (counted) bars("missing", run.missing_histogram, "|Jₜ|", `how many reads had missed so many updates; the most is ${run.missing_histogram.length - 1}`);
}
function gradient() {
  const g = run.along.gradient2;
  $("s-gradient").hidden = !g.length;
  if (!g.length) return;
  const t = run.along.t, lines = run.bounds.filter(b => b.at_this_gamma !== null), line = (label, y, colour, dash) => ({label, data: [{x: 0, y}, {x: t[t.length - 1], y}], borderColor: colour, borderDash: dash, borderWidth: 1.4, pointRadius: 0});
  const data = {datasets: [{label: "‖∇f(xₜ)‖²", data: t.map((x, i) => ({x, y: g[i] > 0 ? g[i] : null})), borderColor: css("--accent"), borderWidth: 1.2, pointRadius: 0}, line("average over the run", run.average_gradient2.run, css("--ink"), [])].concat(run.average_gradient2.expected === null ? [] : [line("average, E over all samples", run.average_gradient2.expected, css("--holds"), [])], lines.map((b, i) => line(b.name, b.at_this_gamma, colours[(i + 1) % colours.length], [6, 4])))};
  const least = lines.reduce((a, b) => !a || b.at_this_gamma < a.at_this_gamma ? b : a, null);
  chart("gradient", "line", data, {parsing: false, plugins: {legend: {position: "bottom", align: "start", labels: {color: css("--ink"), boxWidth: 14, boxHeight: 2}}}, scales: {x: axis("t", {type: "linear", max: t[t.length - 1]}), y: axis("", decades())}},
    `average over the run ${number(run.average_gradient2.run)}` + (least ? `; the best bound at this γ is ${number(least.at_this_gamma)}, by "${least.name}". The bounds speak of the average, in expectation.` : "; no bound admits this γ"));
}
function budget() {
  $("s-budget").hidden = !run.budget.length;
  if (!run.budget.length) return;
  const order = [...run.budget].sort((a, b) => b.share - a.share);
  chart("budget", "bar", {labels: order.map(s => s.name), datasets: [{data: order.map(s => 100 * s.share), backgroundColor: css("--accent")}]}, {indexAxis: "y", plugins: {legend: {display: false}, tooltip: {callbacks: {label: h => percent(h.raw / 100)}}}, scales: {x: axis("% of RHS + N − LHS"), y: axis("", {grid: {display: false}, ticks: {color: css("--ink"), autoSkip: false}})}},
    "the thirteen slacks of the main inequality, one for each line of its proof: " + order.map(s => s.name + " " + percent(s.share)).join(", "));
}
function plots() {
  for (const c of charts.splice(0)) c.destroy();
  along(), histograms(), gradient(), budget();
}
function show(i) {
  run = runs[i];
  place = -1;
  first = 0;
  facts(), verdicts(), timeline(), plots();
}
function theme(dark) {
  root.classList.toggle("dark", dark);
  $("theme").setAttribute("aria-pressed", dark);
  if (run) plots();  // t and the window stay where they are
}
runs.forEach((r, i) => $("run").append(new Option(`${i + 1}. ${r.title}`, i)));
$("run").addEventListener("change", e => show(+e.target.value));
$("filter").addEventListener("change", verdicts);
$("contains").addEventListener("input", verdicts);
$("t").addEventListener("input", e => goTo(+e.target.value));
$("window").addEventListener("input", e => draw(+e.target.value));
$("theme").addEventListener("click", () => theme(!root.classList.contains("dark")));
let dark = false;  // before printing: paper is light
addEventListener("beforeprint", () => { if ((dark = root.classList.contains("dark"))) theme(false); });
addEventListener("afterprint", () => { if (dark) theme(true); });
theme(matchMedia("(prefers-color-scheme: dark)").matches);
show(0);
document.body.dataset.drawn = charts.length;
