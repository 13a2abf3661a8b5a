// The text of one release, with its facts marked, and lines from a number to its subject.

const ROLES = ["number", "unit", "subject"]; // what a piece is called that several cover
const LIFT = 13; // how far a line rises above the words that it ties, in pixels

/**
 * Cut a text wherever a mark begins or ends, and at line ends.
 * @yields {{start: number, end: number, marks: {role: string, row: object}[]}}
 */
function* pieces(text, rows) {
  const opening = new Map();
  const cuts = new Set([0, text.length]);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) cuts.add(at).add(at + 1);
  for (const row of rows) {
    for (const role of ROLES) {
      for (const [start, end] of row.spans[role]) {
        if (start === end) continue;
        cuts.add(start).add(end);
        if (!opening.has(start)) opening.set(start, []);
        opening.get(start).push({ role, row, end });
      }
    }
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  let marks = [];
  for (let i = 0; i + 1 < ordered.length; i += 1) {
    const [start, end] = [ordered[i], ordered[i + 1]];
    marks = marks.filter((mark) => mark.end > start).concat(opening.get(start) ?? []);
    yield { start, end, marks };
  }
}

class Reading {
  /**
   * @param {HTMLElement} place where the text goes
   * @param {(row: object) => void} onChoose told of the row whose number is chosen
   * @param {(row: object) => void} onEnter told of the row that Enter on its number asks for
   */
  constructor(place, onChoose, onEnter) {
    this.place = place;
    this.onChoose = onChoose;
    this.onEnter = onEnter;
    this.chosen = null;
    this.lines = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.lines.setAttribute("aria-hidden", "true");
    place.addEventListener("pointerover", (event) => this.highlight(this.rowAt(event) ?? this.chosen));
    place.addEventListener("pointerleave", () => this.highlight(this.chosen));
    place.addEventListener("click", (event) => this.click(event));
    place.addEventListener("keydown", (event) => this.keydown(event));
    new ResizeObserver(() => this.draw()).observe(place);
  }

  show(release) {
    this.marked = new Map(release.rows.map((row) => [row, { number: [], unit: [], subject: [] }]));
    this.rowsOf = new Map();
    this.numbers = [];
    this.active = this.chosen = null;
    const paragraphs = [make("p")];
    for (const { start, end, marks } of pieces(release.text, release.rows)) {
      const words = release.text.slice(start, end);
      if (words === "\n") paragraphs.push(make("p"));
      else paragraphs.at(-1).append(marks.length ? this.piece(words, marks) : words);
    }
    this.place.replaceChildren(...paragraphs.filter((each) => each.textContent.trim()), this.lines);
    if (this.numbers.length) this.numbers[0].tabIndex = 0;
    this.draw();
  }

  piece(words, marks) {
    const element = make("span", {}, words);
    const roles = ROLES.filter((role) => marks.some((mark) => mark.role === role));
    element.className = `mark ${roles.join(" ")}`;
    const rows = marks.filter((mark) => mark.role === roles[0]).map((mark) => mark.row);
    this.rowsOf.set(element, rows);
    for (const { role, row } of marks) {
      const places = this.marked.get(row)[role];
      if (role === "number" && !places.length) this.addNumber(element, rows);
      places.push(element);
    }
    return element;
  }

  /** A number is a button, with its facts for a name. */
  addNumber(element, rows) {
    if (this.numbers.at(-1) === element) return;
    this.numbers.push(element);
    element.setAttribute("role", "button");
    element.tabIndex = -1;
    const told = ({ fact }) => `${fact.quantity.text}${fact.unit.text}, ${fact.subject.text}`;
    element.setAttribute("aria-label", rows.map(told).join("; "));
  }

  /** Dim what the filters of the table leave out. */
  dim(shown) {
    for (const [row, places] of this.marked) {
      for (const element of [...places.number, ...places.unit]) {
        element.classList.toggle("out", !this.rowsOf.get(element).some((each) => shown.has(each)) && !shown.has(row));
      }
    }
  }

  rowAt(event) {
    const rows = this.rowsOf?.get(event.target);
    return rows && (rows.includes(this.chosen) ? this.chosen : rows[0]);
  }

  click(event) {
    const rows = this.rowsOf.get(event.target);
    if (!rows) return;
    // of several facts a click goes on to the next
    const row = rows[(rows.indexOf(this.chosen) + 1) % rows.length];
    this.focusNumber(row);
    this.onChoose(row);
  }

  keydown(event) {
    const at = this.numbers.indexOf(event.target);
    if (at < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = this.numbers[at + step];
      if (!next) return;
      next.focus();
      this.onChoose(this.rowsOf.get(next)[0]);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const rows = this.rowsOf.get(event.target);
      this.onEnter(rows.includes(this.chosen) ? this.chosen : rows[0]);
    }
  }

  /** Mark a row as chosen; bring its number into sight unless it is there already. */
  choose(row, { scroll = true } = {}) {
    this.chosen = row;
    this.highlight(row);
    const number = row && this.marked.get(row)?.number[0];
    if (!number) return;
    for (const each of this.numbers) each.tabIndex = each === number ? 0 : -1;
    if (scroll) bringIntoSight(number, "center");
  }

  focusNumber(row) {
    this.marked.get(row).number[0].focus({ preventScroll: true });
  }

  highlight(row) {
    if (row === this.active) return;
    const every = (each) => Object.values((each && this.marked.get(each)) ?? {}).flat();
    for (const element of every(this.active)) element.classList.remove("active");
    for (const element of every(row)) element.classList.add("active");
    this.active = row;
    this.draw();
  }

  /** Lines from the number that is highlighted to the pieces of its subject. */
  draw() {
    const { number = [], subject = [] } = (this.active && this.marked?.get(this.active)) ?? {};
    const origin = this.place.getBoundingClientRect();
    const from = number.length ? box(number[0], origin) : null;
    // of pieces that touch one will do
    const apart = subject.filter((piece) => !subject.includes(piece.previousSibling));
    const lines = from ? apart.map((piece) => line(from, box(piece, origin, from.top))) : [];
    this.lines.replaceChildren(...lines.flat());
  }
}

/** Of the line boxes of an element that which is nearest to a height, inside a rectangle. */
function box(element, origin, height = 0) {
  const distance = ({ top }) => Math.abs(top - origin.top - height);
  const [nearest] = [...element.getClientRects()].sort((a, b) => distance(a) - distance(b));
  const { left, top, bottom, width } = nearest ?? origin;
  return { middle: left - origin.left + width / 2, top: top - origin.top, bottom: bottom - origin.top };
}

/** A curve from above (or below) one box to another, with a dot where it starts and a tip where it ends. */
function line(from, to) {
  const sameLine = Math.abs(from.top - to.top) < 4;
  const upwards = sameLine || to.top < from.top;
  const [y1, y2] = [upwards ? from.top : from.bottom, sameLine || !upwards ? to.top : to.bottom];
  const lift = sameLine ? LIFT : Math.max(LIFT, Math.abs(y2 - y1) / 2);
  const [c1, c2] = [y1 + (upwards ? -lift : lift), sameLine || !upwards ? y2 - lift : y2 + lift];
  const tip = sameLine || !upwards ? -5 : 5;
  const svg = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  return [
    svg("path", {
      class: "tie",
      d: `M${from.middle} ${y1} C${from.middle} ${c1} ${to.middle} ${c2} ${to.middle} ${y2 + tip}`,
    }),
    svg("path", {
      class: "tip",
      d: `M${to.middle} ${y2} l-4 ${tip * 1.4} h8 z`,
    }),
    svg("circle", { class: "tip", cx: from.middle, cy: y1, r: 2.5 }),
  ];
}

/** Scroll to an element, smoothly unless that is not wanted. */
function bringIntoSight(element, block) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block, inline: "nearest", behavior: still ? "auto" : "smooth" });
}
