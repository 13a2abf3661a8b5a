// Downloads, made in the page: the same bytes as `extractor extract` and the CSV for Excel give.

const FORMULA = /^[=+\-@\t\r]/; // what makes a spreadsheet take a cell for a formula
const EXACT = new Set(["quantity_value", "quantity_high"]);

/** The fact sets of rows, each with its facts among them, as `extractor extract` prints several. */
function asJson(rows) {
  const chosen = new Map();
  for (const row of [...rows].sort(inTextOrder)) {
    if (!chosen.has(row.release)) chosen.set(row.release, []);
    chosen.get(row.release).push(row.fact);
  }
  const sets = [...chosen].map(([{ set }, facts]) => JSON.stringify({ ...set, facts }, null, 2));
  return `[\n${sets.join(",\n")}\n]\n`;
}

/** Rows as CSV: UTF-8 with a mark, a header line, and no cell that is a formula. */
function asCsv(rows) {
  const columns = JSON.parse(document.getElementById("columns").textContent);
  const lines = [columns.map(([name]) => name)];
  for (const { release, fact } of [...rows].sort(inTextOrder)) {
    const from = { set: release.set, fact };
    lines.push(columns.map(([name, of, path]) => harmless(cellAt(from[of], path), name)));
  }
  return `\ufeff${lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("")}`;
}

function cellAt(record, path) {
  const value = path.reduce((inner, step) => inner?.[step], record) ?? "";
  return Array.isArray(value) ? JSON.stringify(value).replaceAll(",", ", ") : value;
}

function harmless(cell, name) {
  return typeof cell === "string" && FORMULA.test(cell) && !EXACT.has(name) ? `'${cell}` : cell;
}

const quoted = (cell) =>
  /[",\r\n]/.test(cell) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);

/** Let the browser save a file. */
function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
