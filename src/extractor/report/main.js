// The page: what is chosen and filtered, and who is told of it.

// Before anything is shown, so that nothing flashes in the wrong colours.
const root = document.documentElement;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const showTheme = (dark) => {
  root.dataset.theme = dark ? "dark" : "light";
};
showTheme(prefersDark.matches);

document.addEventListener("DOMContentLoaded", () => {
  const find = (id) => document.getElementById(id);
  const releases = readReleases();
  const allRows = releases.flatMap((release) => release.rows);
  const filters = { search: "", unit: "", kind: "", change: "" };
  let shown = null; // the release that is read
  let chosen = null; // the row that is chosen
  let within = []; // the rows that the filters choose from
  let rows = []; // those that they let pass

  const reading = new Reading(
    find("text"),
    (row) => choose(row, "text"),
    (row) => {
      choose(row, "text");
      table.element(row).focus();
    },
  );
  const table = new FactTable(find("table-scroll"), {
    onChoose: (row) => choose(row, "table"),
    onEnter: (row) => {
      choose(row, "table");
      reading.focusNumber(row);
    },
    onSort: () => table.show(rows),
  });

  function choose(row, from) {
    if (row && row.release !== shown) open(row.release);
    chosen = row;
    if (from === "text" && row && !table.places.has(row)) clear();
    if (from === "text" && row) showTab("table");
    reading.choose(row, { scroll: from !== "text" });
    showDetails(find("details"), row); // it takes room from the table
    table.choose(row);
  }

  function open(release) {
    shown = release;
    chosen = null;
    const { title, source, publisher, published } = release.set.document;
    find("title").textContent = release.title;
    const named = [publisher, published?.replace(/T00:00:00$/, "").replace("T", " "), source, counted(release.rows.length, "fact")];
    find("about").textContent = named.filter(Boolean).join(" · ");
    reading.show(release);
    find("text-scroll").scrollTop = 0;
    list.mark(release);
    find("choose-release").value = release.index;
    showDetails(find("details"), null);
    if (scoped()) rescope();
    else reading.dim(new Set(rows));
  }

  const scoped = () => find("scope").value === "shown";

  /** Offer what other rows can be filtered by, and show those that pass. */
  function rescope() {
    within = scoped() ? shown.rows : allRows;
    fillChoices(find("unit"), "All units", tally(within, (row) => row.unit), filters.unit);
    fillChoices(find("kind"), "All kinds", tally(within, (row) => row.fact.kind), filters.kind);
    fillChoices(find("change"), "Any change", tally(within, (row) => row.fact.change ?? "none"), filters.change);
    update();
  }

  /** Filter again, and show what is left. */
  function update() {
    for (const name of Object.keys(filters)) {
      if (find(name).value !== filters[name]) find(name).value = filters[name];
      find(name).classList.toggle("set", filters[name] !== "");
    }
    rows = filtered(within, filters);
    find("table").classList.toggle("one-release", scoped());
    table.chosen = chosen;
    table.show(rows);
    reading.dim(new Set(rows));
    const all = rows.length === within.length;
    find("count").textContent = all
      ? counted(rows.length, "fact")
      : `${rows.length.toLocaleString("en")} of ${counted(within.length, "fact")}`;
    find("nothing").hidden = rows.length > 0;
    find("clear").hidden = !Object.values(filters).some(Boolean);
    for (const id of ["csv", "json"]) find(id).disabled = !rows.length;
    if (!find("totals").hidden) showTotals();
  }

  function clear() {
    for (const name of Object.keys(filters)) filters[name] = "";
    update();
  }

  function showTotals() {
    const onUnit = (unit) => {
      filters.unit = unit;
      showTab("table");
      update();
    };
    find("totals").replaceChildren(totalsTable(rows, onUnit));
  }

  function showTab(name) {
    for (const [tab, panel] of [["table", "table-scroll"], ["totals", "totals"]]) {
      find(`tab-${tab}`).setAttribute("aria-selected", tab === name);
      find(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
      find(panel).hidden = tab !== name;
    }
    if (name === "totals") showTotals();
    else table.fill();
  }

  const list = new ReleaseList(find("release-list"), releases, open);
  root.classList.toggle("single", releases.length === 1);
  find("find-release").addEventListener("input", (event) => list.filter(event.target.value));
  find("choose-release").append(
    ...releases.map(({ index, name, rows: { length } }) => make("option", { value: index }, `${name} (${length})`)),
  );
  find("choose-release").addEventListener("change", (event) => open(releases[event.target.value]));
  for (const name of Object.keys(filters)) {
    find(name).addEventListener("input", (event) => {
      filters[name] = event.target.value;
      update();
    });
  }
  find("scope").addEventListener("input", rescope);
  find("clear").addEventListener("click", () => {
    clear();
    find("search").focus();
  });
  for (const name of ["table", "totals"]) {
    find(`tab-${name}`).addEventListener("click", () => showTab(name));
    find(`tab-${name}`).addEventListener("keydown", ({ key }) => {
      if (key !== "ArrowLeft" && key !== "ArrowRight") return;
      const other = name === "table" ? "totals" : "table";
      showTab(other);
      find(`tab-${other}`).focus();
    });
  }
  find("csv").addEventListener("click", () => download("facts.csv", "text/csv", asCsv(rows)));
  find("json").addEventListener("click", () => download("facts.json", "application/json", asJson(rows)));

  const theme = find("theme");
  const setTheme = (dark) => {
    showTheme(dark);
    theme.setAttribute("aria-pressed", dark);
  };
  setTheme(prefersDark.matches);
  const follow = ({ matches }) => setTheme(matches);
  prefersDark.addEventListener("change", follow);
  theme.addEventListener("click", () => {
    prefersDark.removeEventListener("change", follow); // the reader's choice stays
    setTheme(root.dataset.theme !== "dark");
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !event.target.matches("input, select")) {
      event.preventDefault();
      find("search").focus();
    } else if (event.key === "Escape" && !event.target.matches("input")) {
      choose(null, "page");
    }
  });

  const facts = counted(allRows.length, "fact");
  find("summary").textContent = releases.length === 1 ? facts : `${counted(releases.length, "release")}, ${facts}`;
  document.title = releases.length === 1 ? releases[0].title : find("summary").textContent;
  open(releases[0]);
});

/** The choices of a filter with their counts; what is chosen stays, though nothing may have it. */
function fillChoices(select, all, counts, value) {
  const known = counts.some(([name]) => name === value) || !value;
  const offered = known ? counts : [[value, 0], ...counts];
  select.replaceChildren(
    make("option", { value: "" }, all),
    ...offered.map(([name, count]) => make("option", { value: name }, `${name}  ${count.toLocaleString("en")}`)),
  );
  select.value = value;
}

/** All that is known of the chosen fact. */
function showDetails(place, row) {
  place.hidden = !row;
  if (!row) return;
  const { quantity, unit, subject, kind, change, basis, time, place: where, statement, rule } = row.fact;
  const dates = time && [...new Set([time.start, time.end])].filter(Boolean).join(" – ");
  const lines = [
    ["Number", `${quantity.text}${unit.text}`, `${shownQuantity(quantity)} ${unit.code} · ${unit.dimension}`],
    ["Kind", [kind, change, basis].filter(Boolean).join(" · ")],
    ["Time", time?.text, dates],
    ["Place", where?.text],
    ["Statement", statement.text],
    ["Found", `characters ${quantity.span.join("–")}, rule ${rule}`],
  ];
  const shown = lines.filter(([, words]) => words);
  place.replaceChildren(
    make("h3", { lang: "zh" }, subject.text || "—"),
    make(
      "dl",
      {},
      ...shown.flatMap(([name, words, more]) => [
        make("dt", {}, name),
        make("dd", { lang: "zh" }, words, ...(more ? [" ", make("span", { class: "muted" }, more)] : [])),
      ]),
    ),
  );
}

/** The list of releases: one stop for the tab key, arrows move. */
class ReleaseList {
  constructor(place, releases, onOpen) {
    this.items = releases.map((release) => {
      const count = make("span", { class: "badge" }, release.rows.length.toLocaleString("en"));
      count.setAttribute("aria-label", counted(release.rows.length, "fact"));
      const item = make("li", { role: "option", tabindex: -1, lang: "zh" }, make("span", {}, release.name), count);
      item.title = release.set.document.source;
      item.addEventListener("click", () => onOpen(release));
      return { item, words: `${release.title}\n${release.set.document.source}`.toLowerCase(), release };
    });
    place.append(...this.items.map(({ item }) => item));
    place.addEventListener("keydown", (event) => {
      const open = this.items.filter(({ item }) => !item.hidden);
      const at = open.findIndex(({ item }) => item === event.target);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: open.length - 1 }[event.key];
      if (to === undefined || at < 0) return;
      event.preventDefault();
      if (!open[to]) return;
      onOpen(open[to].release);
      open[to].item.focus();
    });
  }

  mark(release) {
    for (const each of this.items) {
      const ours = each.release === release;
      each.item.setAttribute("aria-selected", ours);
      each.item.tabIndex = ours ? 0 : -1;
      if (ours) each.item.scrollIntoView({ block: "nearest" });
    }
  }

  filter(words) {
    for (const each of this.items) each.item.hidden = !each.words.includes(words.trim().toLowerCase());
  }
}
