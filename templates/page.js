"use strict";

// Whatever becomes of this script, the tables are to be seen.
const ready = () => document.documentElement.classList.add("ready");
document.addEventListener("DOMContentLoaded", ready);

// Texts of records are only ever set as text, never as markup.
const text = (id) => document.getElementById(id).textContent;
const say = JSON.parse(text("words-data"));
const people = JSON.parse(text("people-data"));
const NAME = 0, ID = 1, UNIT = 2, SUBJECT = 3, ROLES = 4;
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const fold = (written) => written.normalize("NFKC").toLowerCase();
const byText = new Intl.Collator(document.documentElement.lang).compare;

// Of many rows only the first fitting ones are in the page: a browser lays out thousands too slowly to filter.
const STEP = 100;

const form = document.getElementById("filters");
const tables = [...document.querySelectorAll(".heat")].map(tableOf);

function tableOf(box) {
  const body = box.querySelector("tbody");
  const lines = [...body.rows].map((row) => ({
    row, person: Number(row.dataset.person), verdicts: [...row.cells].map((cell) => cell.className), wrapped: false,
  }));
  const head = [...box.querySelector("thead tr").cells];
  const table = { box, body, head, lines, order: lines, fitting: lines, rows: 0, current: null, sorted: null };
  table.more = make("p", { className: "more", hidden: true }, make("span", {}),
    make("button", { type: "button", onclick: () => extend(table, table.rows + STEP) }, fill(say.show_more, { count: STEP })),
    make("button", { type: "button", onclick: () => extend(table, Infinity) }, say.show_all));
  box.after(table.more);
  head.forEach((cell, column) => wrap(cell).addEventListener("click", () => { sort(table, column); draw(table); }));
  body.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) { settle(table, button); show(table, button); }
  });
  body.addEventListener("keydown", (event) => move(table, event));
  return table;
}

// Only with a script does a cell lead anywhere, so only then it holds a button.
function wrap(cell) {
  const button = make("button", { type: "button" }, ...cell.childNodes);
  cell.append(button);
  cell.classList.add("wrapped");
  return button;
}

function prepare(line) {
  if (line.wrapped) return line.row;
  line.wrapped = true;
  for (const cell of line.row.cells) if (cell.className || cell.scope) wrap(cell).tabIndex = -1;
  return line.row;
}

function draw(table, most = STEP) {
  const lines = table.fitting.slice(0, most);
  table.rows = lines.length;
  table.body.replaceChildren(...lines.map(prepare));
  const left = table.fitting.length - lines.length;
  table.box.hidden = !lines.length;
  table.more.hidden = !left;
  table.more.firstChild.textContent = fill(say.more, { shown: lines.length, left });
  if (lines.length && !table.body.contains(table.current)) settle(table, table.body.querySelector("button"));
}

function extend(table, most) {
  const first = table.fitting[table.rows];
  draw(table, most);
  const button = first.row.querySelector("button");
  settle(table, button);
  button.focus();
}

// One cell of a table is reached by Tab, the others by arrows.
function settle(table, button) {
  if (table.current) table.current.tabIndex = -1;
  table.current = button;
  button.tabIndex = 0;
}

function move(table, event) {
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -Infinity], End: [0, Infinity] };
  const step = steps[event.key];
  const cell = event.target.closest("td, th");
  if (!step || !cell || event.altKey || event.metaKey) return;
  event.preventDefault();
  const next = Number.isFinite(step[1]) ? neighbour(cell, ...step) : edge(event.ctrlKey ? table.body : cell.parentNode, step[1]);
  if (next) { settle(table, next); next.focus(); }
}

function edge(within, side) {
  const buttons = within.querySelectorAll("button");
  return buttons[side < 0 ? 0 : buttons.length - 1];
}

function neighbour(cell, down, right) {
  let row = cell.parentNode, column = cell.cellIndex;
  for (;;) {
    column += right;
    if (down) row = down < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!row || !row.cells[column]) return null;
    const button = row.cells[column].querySelector("button");
    if (button) return button;
  }
}

// ---- Filter

const chosen = (id) => (form.elements[id] ? form.elements[id].value : "");
const searched = people.map((person) => fold([person[NAME], person[ID], person[UNIT]].join("\n")));
const everybody = new Set(tables.flatMap((table) => table.lines.map((line) => line.person))).size;

function filter() {
  const parts = fold(chosen("text")).split(/\s+/).filter(Boolean);
  const [unit, subject, role, pack] = ["unit", "subject", "roles", "pack"].map(chosen);
  const verdicts = new Set([...form.querySelectorAll("[name=verdict]:checked")].map((box) => box.value));
  const fits = people.map((person, number) =>
    parts.every((part) => searched[number].includes(part)) && (!unit || person[UNIT] === unit) &&
    (!subject || person[SUBJECT] === subject) && (!role || person[ROLES].includes(role)));
  const shown = new Set();
  for (const table of tables) {
    const wanted = !pack || pack === table.box.dataset.pack;
    table.fitting = table.order.filter((line) => wanted && fits[line.person] &&
      (!verdicts.size || line.verdicts.some((verdict) => verdicts.has(verdict))));
    table.fitting.forEach((line) => shown.add(line.person));
    draw(table);
  }
  const sentence = shown.size ? say.shown : say.nobody;
  document.getElementById("shown").textContent = fill(sentence, { shown: shown.size, all: everybody });
}

// ---- Sort

function sort(table, column, direction = table.head[column].getAttribute("aria-sort") === "ascending" ? -1 : 1) {
  const { key } = table.head[column].dataset;
  const texts = people.map((person) => (key === "name" ? person[NAME] : person.slice(UNIT).join("\n")));
  const compare = key
    ? (one, other) => direction * byText(texts[one.person], texts[other.person])
    : byNumbers(table, column, direction);
  table.head.forEach((cell) => cell.removeAttribute("aria-sort"));
  table.head[column].setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
  table.sorted = [column, direction];
  table.order = [...table.lines].sort(compare);
  table.fitting = [...table.fitting].sort(compare);
}

// What is not for somebody comes last, whatever the direction.
function byNumbers(table, column, direction) {
  const urgency = new Map(say.urgency.map((verdict, number) => [verdict, number]));
  const order = chosen("order");
  const keys = new Map();
  for (const line of table.lines) {
    const written = line.row.cells[column].dataset.done;
    const done = written ? Number(written) : Infinity;
    const weight = urgency.get(line.verdicts[column]) ?? Infinity;
    keys.set(line, order === "done" ? [done, weight] : [weight, done]);
  }
  const rank = (one, other) => (one === other ? 0 : one === Infinity ? 1 : other === Infinity ? -1 : direction * (one - other));
  return (one, other) => rank(keys.get(one)[0], keys.get(other)[0]) || rank(keys.get(one)[1], keys.get(other)[1]);
}

function unsort(table) {
  table.head.forEach((cell) => cell.removeAttribute("aria-sort"));
  table.order = table.lines;
  table.sorted = null;
}

// ---- Details

const dialog = document.getElementById("details");
const content = document.getElementById("content");
let lines = null;
let shared = null;
let opener = null;

// The details stand behind this script, so that the tables can be used while they are still being read.
function show(table, button) {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => show(table, button), { once: true });
    return;
  }
  const cell = button.closest("td, th");
  const number = Number(cell.parentNode.dataset.person);
  lines = lines || text("details-data").split("\n");
  shared = shared || JSON.parse(lines[0]);
  const person = JSON.parse(lines[number + 1]);
  const { rule } = table.head[cell.cellIndex].dataset;
  const outcomes = rule === undefined ? person.outcomes : person.outcomes.filter((one) => one.rule === Number(rule));
  const who = fill(say.person, { name: people[number][NAME], id: people[number][ID] });
  const title = rule === undefined ? who : who + say.between + shared.rules[rule].title;
  document.getElementById("details-title").textContent = title;
  const faulty = person.faulty ? [make("p", { className: "note" }, say.faulty)] : [];
  const parts = outcomes.length > 1 ? outcomes.map((one) => folded(one, person, rule === undefined)) : outcomes.map((one) => whole(one, person));
  content.replaceChildren(...faulty, ...parts);
  opener = button;
  dialog.showModal();
  content.scrollTop = 0;
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function common(number) {
  return shared.texts[number];
}

function headline(outcome, rule) {
  const parts = [make("span", { className: `verdict ${common(outcome.verdict)}` }, common(outcome.words))];
  if (outcome.figures) parts.unshift(make("b", {}, `${outcome.figures} ${rule.unit}`), " ");
  if (outcome.shortfall) parts.push(" ", fill(say.missing, { shortfall: outcome.shortfall, unit: rule.unit }));
  return parts;
}

// Several outcomes are a list: of one rule, the periods or partners; of a person, every rule.
function folded(outcome, person, ofPerson) {
  const rule = shared.rules[outcome.rule];
  const named = ofPerson || outcome.title ? [outcome.title || rule.title] : [];
  const title = [...named, common(outcome.period)].join(" · ");
  const pack = ofPerson ? [make("small", {}, rule.pack)] : [];
  const summary = make("summary", {}, make("span", { className: "what" }, title, ...pack), make("span", {}, ...headline(outcome, rule)));
  return make("details", {}, summary, whole(outcome, person));
}

function whole(outcome, person) {
  const rule = shared.rules[outcome.rule];
  const facts = [
    [say.period, [common(outcome.period)]],
    [say.required, [outcome.required ?? rule.required]],
    [say.clause, [rule.clause]],
    [say.document, [rule.document]],
    [say.pack, [rule.pack]],
    [say.reading, [rule.reading]],
    [say.notes, (outcome.notes ?? []).map(common)],
    [say.gaps, outcome.gaps ?? []],
    [say.time, (outcome.pace ?? []).map(common)],
    [say.other_reading, (outcome.readings ?? []).map((one) => one.filter(Boolean).join(" · "))],
  ].filter(([, said]) => said.some(Boolean));
  const list = make("dl", {}, ...facts.flatMap(([name, said]) => [
    make("dt", {}, name), ...said.map((one) => make("dd", {}, one)),
  ]));
  const outside = outcome.outside ? [make("p", { className: "note" }, fill(say.outside_period, { count: outcome.outside }))] : [];
  return make("article", {}, make("p", { className: "headline" }, ...headline(outcome, rule)), list,
    ...counted(outcome, person), ...missed(outcome, person), ...outside);
}

function counted(outcome, person) {
  if (!outcome.counted) return person.faulty ? [] : [make("p", { className: "note" }, say.nothing_counted)];
  const table = activities(say.counted, say.amount, outcome.counted, person);
  const sum = outcome.whole ? fill(say.of_whole, { sum: outcome.sum, whole: outcome.whole }) : outcome.sum;
  const count = fill(say.sum, { count: outcome.counted.length });
  table.append(make("tfoot", {}, make("tr", {},
    make("th", { scope: "row", colSpan: 4 }, count), make("td", { className: "number" }, sum), make("td", {}))));
  return [make("div", { className: "box" }, table)];
}

function missed(outcome, person) {
  const pairs = (outcome.missed ?? []).map(([activity, reason]) => [activity, common(reason)]);
  return pairs.length ? [make("div", { className: "box" }, activities(say.not_counted, say.reason, pairs, person))] : [];
}

function activities(title, last, pairs, person) {
  const heads = [say.date, say.kind, say.school, say.topic, last, say.place];
  const rows = pairs.map(([number, said]) => {
    const [date, kind, school, topic, file, line] = person.activities[number];
    const classes = ["date", "", "", "", last === say.amount ? "number" : "", "place"];
    return make("tr", {}, ...[...[date, kind, school].map(common), topic, said, `${person.files[file]}:${line}`].map((one, column) =>
      make("td", { className: classes[column] }, one)));
  });
  const head = make("thead", {}, make("tr", {}, ...heads.map((one) => make("th", { scope: "col" }, one))));
  return make("table", { className: "plain" }, make("caption", {}, title), head, make("tbody", {}, ...rows));
}

// ---- Start

if (form) {
  let waiting = 0;
  const soon = (act) => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(act); };
  form.addEventListener("input", (event) => {
    if (event.target.id === "order") tables.forEach((table) => table.sorted && sort(table, ...table.sorted));
    soon(filter);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => soon(() => { tables.forEach(unsort); filter(); }));
  form.hidden = false;
  filter();
}
ready();
document.getElementById("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("close", () => opener?.focus());

// What is folded, or not in the page yet, is printed too.
addEventListener("beforeprint", () => {
  tables.forEach((table) => draw(table, Infinity));
  for (const one of document.querySelectorAll("main details:not([open])")) {
    one.open = true;
    one.dataset.folded = "";
  }
});
addEventListener("afterprint", () => {
  tables.forEach((table) => draw(table));
  for (const one of document.querySelectorAll("[data-folded]")) {
    one.open = false;
    delete one.dataset.folded;
  }
});
