"use strict";
const runs = JSON.parse(document.getElementById("data").textContent).runs, $ = id => document.getElementById(id);
const root = document.documentElement, charts = [];
let run = null, place = 0;  // the run shown, and the place of its iteration among those that are kept
const kinds = ["structural", "identity", "definition", "sure", "conditional", "full", "asymptotic", "heuristic"];
const kindText = {structural: "facts of the run", identity: "identities", definition: "definitions", sure: "for all vectors", conditional: "given the past: E over the n samples", full: "in full expectation: E over all samples", asymptotic: "rates, with their constants", heuristic: "advice: the part of it that can be checked"};
const colours = ["#0f7a8a", "#c4572e", "#7a63c7", "#1a8f54", "#b08900", "#c0508a", "#5b7fa6", "#8a6d3b", "#4a9e9e", "#a34a4a"];
const number = a => a === null ? "" : a === 0 ? "0" : Math.abs(a) >= 1e-3 && Math.abs(a) < 1e5 ? String(+a.toPrecision(4)) : a.toExponential(2);
const percent = a => a === null ? "" : a === 0 ? "0 %" : Math.abs(a) < 1e-3 ? "<0.1 %" : (100 * a).toPrecision(a < 0.1 ? 2 : 3).replace(/\.0+$/, "") + " %";
const css = name => getComputedStyle(root).getPropertyValue(name).trim();
const element = (tag, text, kind) => { const e = document.createElement(tag); if (text !== undefined) e.textContent = text; if (kind) e.className = kind; return e; };

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
const shareOf = (line, i) => line.right[i] === null || line.right[i] === 0 ? null : (line.right[i] - line.left[i]) / Math.abs(line.right[i]);
function along() {
  $("s-along").hidden = $("s-chain").hidden = !run.along.t.length;
  if (!run.along.t.length) return;
  const t = run.along.t, lines = run.along.lines.filter(l => !l.equality && t.some((_, i) => shareOf(l, i) > 0));
  let tightest = null;
  for (const l of lines) t.forEach((at, i) => { const s = shareOf(l, i); if (s > 0 && (!tightest || s < tightest.s)) tightest = {s, at, id: l.id}; });
  const data = {datasets: lines.map((l, j) => ({label: l.id + "  " + l.line, data: t.map((x, i) => ({x, y: shareOf(l, i) > 0 ? shareOf(l, i) : null})), borderColor: colours[j % colours.length], backgroundColor: colours[j % colours.length], borderWidth: 1.2, pointRadius: 0, pointHitRadius: 6, borderDash: j >= colours.length ? [4, 3] : []}))};
  const below = run.along.lines.filter(l => !l.equality && t.some((_, i) => shareOf(l, i) < 0));
  chart("along", "line", data, {parsing: false, interaction: {mode: "nearest", intersect: false}, onClick: (_, hits) => { if (hits.length) goTo(hits[0].index); }, plugins: {legend: {position: "bottom", align: "start", labels: {color: css("--ink"), boxWidth: 14, boxHeight: 2}}, tooltip: {callbacks: {title: h => "t = " + h[0].raw.x, label: h => h.dataset.label + ": " + percent(h.raw.y)}}}, scales: {x: axis("t", {type: "linear", max: t[t.length - 1]}), y: axis("slack / right side", decades({ticks: {color: css("--soft"), maxTicksLimit: 9, callback: a => Math.log10(a) % 1 === 0 ? (a >= 0.001 ? 100 * a + " %" : "1e" + Math.round(Math.log10(a))) : ""}}))}},
    `${lines.length} lines at ${t.length} iterations` + (tightest ? `; the tightest is ${tightest.id} with ${percent(tightest.s)} at t = ${tightest.at}` : "") + (below.length ? `. Below 0 at some t: ${below.map(l => l.id).join(", ")}` : "") + (run.along.thinned ? `. Of ${run.iterations} iterations those are drawn at which some line is tightest nearby.` : "."));
  $("t").max = t.length - 1;
  goTo(Math.max(0, t.indexOf(tightest ? tightest.at : t[0])));
}
function goTo(i) {
  place = i;
  $("t").value = i;
  const t = run.along.t[i];
  $("t-value").textContent = t;
  $("chain-text").textContent = `Every line at t = ${t}, in the order of the proofs`;
  const body = $("chain").tBodies[0];
  body.replaceChildren();
  for (const l of run.along.lines) {
    if (l.left[i] === null) continue;
    const slack = l.right[i] - l.left[i], row = element("tr");
    row.append(element("td", l.id, "claim"), element("td", l.line), element("td", number(l.left[i]), "n"), element("td", l.equality ? "=" : "≤"), element("td", number(l.right[i]), "n"), element("td", l.equality ? "" : number(slack), "n"));
    body.append(row);
  }
}
const shown = 80;
function timeline() {
  const r = run.race;
  $("s-time").hidden = !r;
  if (!r) return;
  $("window").max = Math.max(0, r.worker.length - shown);
  draw(0);
}
function draw(from) {
  const r = run.race, svg = $("time"), workers = 1 + Math.max(...r.worker), step = 10.5, left = 66, high = 20, to = Math.min(r.worker.length, from + shown);
  $("window").value = from;
  $("window-value").textContent = `${from} to ${to - 1} of ${r.worker.length - 1}`;
  svg.setAttribute("viewBox", `0 0 ${left + step * (shown + 2)} ${workers * high + 24}`);
  svg.replaceChildren();
  const make = (tag, attributes, text) => { const e = document.createElementNS("http://www.w3.org/2000/svg", tag); for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v); if (text !== undefined) e.textContent = text; return e; };
  for (let w = 0; w < workers; ++w) svg.append(make("text", {x: 0, y: w * high + 14}, "worker " + w));
  for (let t = from; t <= to; t += 10) svg.append(make("line", {x1: left + step * (t - from), x2: left + step * (t - from), y1: 0, y2: workers * high}), make("text", {x: left + step * (t - from), y: workers * high + 16}, t));
  const bars = new Map();
  for (let k = Math.max(0, from - 200); k < to; ++k) {
    const end = Math.min(r.seen[k], to), begin = Math.max(k, from);
    if (end <= from && k < from) continue;
    const bar = make("rect", {x: left + step * (begin - from), y: r.worker[k] * high + 3, width: Math.max(step * (end - begin) - 1.5, 3), height: 13, rx: 2, tabindex: k >= from ? 0 : -1, "aria-label": `update ${k} by worker ${r.worker[k]}: its read had missed ${r.missing[k].length ? r.missing[k].join(", ") : "nothing"}`});
    const tell = () => {
      for (const [j, b] of bars) b.setAttribute("class", j === k ? "now" : r.missing[k].includes(j) ? "missed" : "");
      $("missed").textContent = `t = ${k}, worker ${r.worker[k]}: J = {${r.missing[k].join(", ")}}` + (r.missing[k].length ? `, the oldest ${k - Math.min(...r.missing[k])} labels old` : "");
    };
    bar.addEventListener("pointerenter", tell);
    bar.addEventListener("focus", tell);
    bars.set(k, bar);
    svg.append(bar);
  }
  $("missed").textContent = "";
}
function histograms() {
  const bars = (id, counts, title, text) => chart(id, "bar", {labels: counts.map((_, i) => i), datasets: [{data: counts, backgroundColor: css("--accent")}]}, {plugins: {legend: {display: false}}, scales: {x: axis(title, {grid: {display: false}}), y: axis("count")}}, text);
  $("s-stale").hidden = !run.race;
  if (run.race) bars("stale", run.race.staleness, "t − k", `mean ${number(run.mean_staleness)}, largest τ = ${run.tau}, over all missing updates`);
  bars("missing", run.missing_histogram, "|Jₜ|", `how many reads had missed so many updates; the most is ${run.missing_histogram.length - 1}`);
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
function show(i) {
  run = runs[i];
  for (const c of charts.splice(0)) c.destroy();
  facts(), verdicts(), along(), timeline(), histograms(), gradient(), budget();
}
runs.forEach((r, i) => $("run").append(new Option(`${i + 1}. ${r.title}`, i)));
$("run").addEventListener("change", e => show(+e.target.value));
$("filter").addEventListener("change", verdicts);
$("contains").addEventListener("input", verdicts);
$("t").addEventListener("input", e => goTo(+e.target.value));
$("window").addEventListener("input", e => draw(+e.target.value));
$("theme").addEventListener("click", () => { root.classList.toggle("dark"); show(+$("run").value); });
root.classList.toggle("dark", matchMedia("(prefers-color-scheme: dark)").matches);
show(0);
document.body.dataset.drawn = charts.length;
