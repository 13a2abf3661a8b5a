// The table of facts: sorted, made a part at a time, moved about in by keys; and the totals.

const AT_ONCE = 100; // rows that are made at a time

class FactTable {
  /**
   * @param {HTMLElement} scroller holds the table and scrolls it
   * @param {{onChoose: (row: object) => void, onEnter: (row: object) => void, onSort: () => void}} told
   *   of a row that is chosen, a row that Enter was pressed on, and another order
   */
  constructor(scroller, told) {
    this.scroller = scroller;
    this.table = scroller.querySelector("table");
    this.head = this.table.tHead.rows[0];
    this.body = this.table.tBodies[0];
    this.told = told;
    this.order = { key: "order", descending: false };
    this.rows = [];
    this.chosen = null;
    this.head.append(...COLUMNS.map((column) => this.heading(column)));
    scroller.addEventListener("scroll", () => this.fill(), { passive: true });
    new ResizeObserver(() => this.fill()).observe(scroller);
    this.body.addEventListener("click", (event) => {
      const at = this.body.rows.length && event.target.closest("tr")?.sectionRowIndex;
      if (at >= 0) this.move(at);
    });
    this.body.addEventListener("keydown", (event) => this.keydown(event));
  }

  heading({ key, name }) {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      const again = this.order.key === key;
      this.order = { key, descending: again && !this.order.descending };
      this.told.onSort();
    });
    return make("th", { scope: "col", class: key, "data-key": key }, button);
  }

  /** Show other rows, from the top. */
  show(rows) {
    this.rows = sorted(rows, this.order.key, this.order.descending);
    this.places = new Map(this.rows.map((row, at) => [row, at]));
    for (const cell of this.head.cells) {
      const [ours, way] = [cell.dataset.key === this.order.key, this.order.descending];
      if (ours) cell.setAttribute("aria-sort", way ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
    this.table.setAttribute("aria-rowcount", this.rows.length + 1);
    this.body.replaceChildren();
    this.scroller.scrollTop = 0;
    this.fill();
    this.mark(this.chosen);
  }

  /** Make rows until they reach below the lower edge, and up to a given one. */
  fill(upTo = -1) {
    const { scroller, body, rows } = this;
    const wanted = () =>
      body.rows.length <= upTo ||
      scroller.scrollTop + 2 * scroller.clientHeight > this.table.offsetHeight;
    while (body.rows.length < rows.length && !scroller.hidden && wanted()) {
      const from = body.rows.length;
      const to = Math.max(from + AT_ONCE, upTo + 1);
      body.append(...rows.slice(from, to).map((row, i) => this.made(row, from + i)));
    }
  }

  made(row, at) {
    const cells = COLUMNS.map((column) => make("td", { class: column.key }, column.show(row)));
    for (const cell of cells) cell.setAttribute("lang", "zh");
    const chosen = row === this.chosen;
    const tabindex = chosen || (at === 0 && !this.places.has(this.chosen)) ? 0 : -1;
    return make(
      "tr",
      { "aria-rowindex": at + 2, "aria-selected": chosen, tabindex, "data-fact": row.fact.id },
      ...cells,
    );
  }

  /** Go to the row at a place, and tell; who is told chooses it. */
  move(at) {
    const row = this.rows[Math.max(0, Math.min(at, this.rows.length - 1))];
    if (!row) return;
    this.told.onChoose(row);
    this.element(row).focus({ preventScroll: true });
  }

  /** Mark a row as chosen and bring it into sight. */
  choose(row) {
    this.mark(row);
    if (this.places.has(row)) bringIntoSight(this.element(row), "nearest");
  }

  mark(row) {
    const stops = [...this.body.querySelectorAll('[tabindex="0"]')];
    this.chosen = row;
    const element = this.places.has(row) ? this.element(row) : this.body.rows[0];
    for (const each of stops) {
      each.tabIndex = -1;
      each.setAttribute("aria-selected", "false");
    }
    if (!element) return;
    element.tabIndex = 0;
    element.setAttribute("aria-selected", this.places.has(row));
  }

  element(row) {
    const at = this.places.get(row);
    if (!this.body.rows[at]) this.fill(at);
    return this.body.rows[at];
  }

  keydown(event) {
    const at = event.target.closest("tr")?.sectionRowIndex ?? -1;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / 40) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -at, End: this.rows.length };
    if (event.key in steps && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.move(at + steps[event.key]);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.told.onEnter(this.rows[at]);
    }
  }
}

/** How many facts have each unit and each kind, as a table; a unit is a button that filters by it. */
function totalsTable(rows, onUnit) {
  const kinds = tally(rows, (row) => row.fact.kind).map(([kind]) => kind);
  const cell = (number) => make("td", {}, number ? number.toLocaleString("en") : "");
  const line = (name, of) => {
    const counts = new Map(tally(of, (row) => row.fact.kind));
    return make("tr", {}, make("th", { scope: "row" }, name), cell(of.length), ...kinds.map((kind) => cell(counts.get(kind))));
  };
  const byUnit = new Map(rows.map((row) => [row.unit, []]));
  for (const row of rows) byUnit.get(row.unit).push(row);
  const lines = tally(rows, (row) => row.unit).map(([unit]) => {
    const button = make("button", { type: "button", lang: "zh", title: "Show these facts" }, unit);
    button.addEventListener("click", () => onUnit(unit));
    return line(button, byUnit.get(unit));
  });
  const heads = ["Unit", "All", ...kinds].map((name) => make("th", { scope: "col" }, name));
  return make(
    "table",
    { "aria-label": "Facts by unit and kind" },
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...lines),
    make("tfoot", {}, line("All", rows)),
  );
}
