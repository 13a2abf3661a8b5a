// The releases that the page holds, made ready: offsets as JavaScript counts them, numbers to sort
// by, words to search in.

const MODIFIER_SIGN = { approx: "≈", ge: "≥", gt: ">", le: "≤", lt: "<" };
const CHANGE_SIGN = { up: "↑", down: "↓" };
const NO_UNIT = "(none)";

/** All releases, with a row for each fact. */
function readReleases() {
  const held = JSON.parse(document.getElementById("data").textContent);
  const titles = held.map(({ set }) => set.document.title);
  return held.map(({ text, set }, index) => {
    const { title, source } = set.document;
    const file = source.split("/").at(-1);
    const once = titles.indexOf(title) === titles.lastIndexOf(title);
    const names = title ? [title, ...(once ? [] : [file])] : [file || "(no name)"];
    const release = { index, text, set, title: names[0], name: names.join(" · "), rows: [] };
    const unitOf = codeUnits(text);
    release.rows = set.facts.map((fact, order) => rowOf(release, fact, order, unitOf));
    return release;
  });
}

/**
 * Offsets in a fact count code points, those of JavaScript count UTF-16 units.
 * @param {string} text
 * @returns {(offset: number) => number} from the first to the second
 */
function codeUnits(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const units = [];
  let unit = 0;
  for (const character of text) {
    units.push(unit);
    unit += character.length;
  }
  units.push(unit);
  return (offset) => units[offset];
}

function rowOf(release, fact, order, unitOf) {
  const span = ([start, end]) => [unitOf(start), unitOf(end)];
  return {
    release,
    fact,
    order,
    spans: {
      number: [span(fact.quantity.span)],
      unit: fact.unit.span ? [span(fact.unit.span)] : [],
      subject: fact.subject.spans.map(span),
    },
    amount: amountOf(fact.quantity.value),
    unit: fact.unit.text || NO_UNIT,
    words: fact.subject.text.toLowerCase(),
  };
}

/** The size of an exact value, near enough to sort by; `2/3` is a fraction. */
function amountOf(value) {
  const [above, below] = value.split("/");
  return below === undefined ? Number(above) : Number(above) / Number(below);
}

/**
 * A quantity as people write it: ≥1,567,000.
 * @param {(value: string) => string} shown how each of its values is written
 */
function shownQuantity({ value, high, modifier }, shown = grouped) {
  const range = high === null ? "" : `–${shown(high)}`;
  return `${MODIFIER_SIGN[modifier] ?? ""}${shown(value)}${range}`;
}

function grouped(value) {
  const [whole, ...rest] = value.split(".");
  if (value.includes("/")) return value;
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
}

/** A value, from a hundred million on in 亿, and still exact: 56,700亿. */
function short(value) {
  const [, sign, whole, rest] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  if (!whole || whole.length <= 8) return grouped(value);
  const decimals = `${whole.slice(-8)}${rest ?? ""}`.replace(/0+$/, "");
  return `${grouped(`${sign}${whole.slice(0, -8)}${decimals && "."}${decimals}`)}亿`;
}

function shownChange({ change, basis }) {
  return [CHANGE_SIGN[change], basis].filter(Boolean).join(" ");
}

/**
 * The rows that pass all filters; an empty filter lets all pass.
 * @param {{search: string, unit: string, kind: string, change: string}} filters
 */
function filtered(rows, { search, unit, kind, change }) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (!unit || row.unit === unit) &&
      (!kind || row.fact.kind === kind) &&
      (!change || (row.fact.change ?? "none") === change) &&
      words.every((word) => row.words.includes(word)),
  );
}

const COLLATOR = new Intl.Collator("zh");
const inTextOrder = (a, b) => a.release.index - b.release.index || a.order - b.order;
const byWords = (words) => (a, b) => COLLATOR.compare(words(a), words(b));

// What a column shows, and how it is sorted.
const COLUMNS = [
  { key: "order", name: "#", show: (row) => String(row.order + 1), compare: inTextOrder },
  {
    key: "subject",
    name: "Subject",
    show: (row) => row.fact.subject.text || "—",
    compare: byWords((row) => row.fact.subject.text),
  },
  {
    key: "quantity",
    name: "Quantity",
    show: (row) => shownQuantity(row.fact.quantity, short),
    compare: (a, b) => a.amount - b.amount,
  },
  { key: "unit", name: "Unit", show: (row) => row.fact.unit.text, compare: byWords((row) => row.unit) },
  {
    key: "change",
    name: "Change",
    show: (row) => shownChange(row.fact),
    compare: byWords((row) => shownChange(row.fact)),
  },
  {
    key: "time",
    name: "Time",
    show: (row) => row.fact.time?.text ?? "",
    compare: byWords((row) => row.fact.time?.start ?? row.fact.time?.text ?? ""),
  },
  { key: "kind", name: "Kind", show: (row) => row.fact.kind, compare: byWords((row) => row.fact.kind) },
  { key: "release", name: "Release", show: (row) => row.release.name, compare: inTextOrder },
];

/** Rows in the order of a column; those that it holds for equal stay in text order. */
function sorted(rows, key, descending) {
  const { compare } = COLUMNS.find((column) => column.key === key);
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a, b) || inTextOrder(a, b));
}

/** How many rows have each value, the most frequent first. */
function tally(rows, valueOf) {
  const counts = new Map();
  for (const row of rows) counts.set(valueOf(row), (counts.get(valueOf(row)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** An element; text is put in as text, whatever it holds. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
