// What the chart tells of a mark: beside the pointer, and in words for those who hear the page.

/** The box beside a mark. `place` holds it; it stays while the pointer is on it. */
class MarkTold {
  constructor(place) {
    this.place = place;
    this.box = document.createElement("div");
    this.box.className = "chart-told";
    this.box.hidden = true;
    this.ring = document.createElement("div");
    this.ring.className = "chart-ring";
    this.ring.hidden = true;
    place.append(this.ring, this.box);
    this.box.addEventListener("pointerenter", () => clearTimeout(this.leaving));
    this.box.addEventListener("pointerleave", () => this.leave());
  }

  /** Tells of a row beside a rectangle of the window; ringed where it was reached by keys. */
  show(row, at, { ringed = false } = {}) {
    clearTimeout(this.leaving);
    if (this.row !== row) {
      this.row = row;
      this.box.replaceChildren(...(row.figure === undefined ? pageParts(row) : statementParts(row)));
    }
    this.box.hidden = false;
    const inside = this.place.getBoundingClientRect();
    const centre = at.left + at.width / 2 - inside.left;
    const { offsetWidth: wide, offsetHeight: high } = this.box;
    const left = Math.max(4, Math.min(centre - wide / 2, inside.width - wide - 4));
    const below = at.bottom - inside.top + 10;
    const above = at.top - inside.top - high - 10;
    this.box.style.left = `${Math.round(left)}px`;
    this.box.style.top = `${Math.round(above >= 0 || at.top - high > 60 ? above : below)}px`;
    this.ring.hidden = !ringed;
    if (ringed) {
      const size = Math.max(26, at.height + 12, at.width + 12);
      this.ring.style.width = this.ring.style.height = `${size}px`;
      this.ring.style.left = `${centre - size / 2}px`;
      this.ring.style.top = `${at.top + at.height / 2 - inside.top - size / 2}px`;
    }
  }

  /** Goes away in a moment, unless the pointer comes back or onto the box. */
  leave() {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.hide(), 160);
  }

  hide() {
    clearTimeout(this.leaving);
    this.box.hidden = this.ring.hidden = true;
    this.row = null;
  }
}

/** A row in one sentence, for those who hear it. */
function rowSaid(row) {
  const parts = [
    `${row.speaker} (${row.side}), ${row.day}: ${row.words || "no words kept"}, ${row.figure}`,
    row.stance,
    row.standing,
    `carried by ${row.outlets}`,
  ];
  return parts.join("; ");
}

/** Where the sentence of a row stands; null where its claim is gone. */
function rowAddress(row) {
  if (!row || !row.claim || !row.report) return null;
  const claim = encodeURIComponent(row.claim);
  return `/reports/${encodeURIComponent(row.report)}?claim=${claim}#claim-${claim}`;
}

function statementParts(row) {
  return [
    part("p", "chart-told-words", row.words || row.figure),
    part("p", "chart-told-who", row.speaker, ` (${row.side}), ${row.day}`),
    part("p", "", `${row.figure}; ${row.stance}; ${row.standing}`),
    part("p", "muted", `period: ${row.speaks_to}; carried by ${row.outlets}`),
  ];
}

function pageParts(row) {
  return [
    part("p", "chart-told-words", row.words),
    part("p", "chart-told-who", row.outlet, `, ${row.day}`),
    part("p", "muted", `carries what ${row.speaker} said`),
  ];
}

/** An element of foreign words, each kept to itself; the first stands out. */
function part(name, kind, ...words) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  for (const each of words) {
    const held = document.createElement("bdi");
    held.textContent = each;
    made.append(held);
  }
  return made;
}

window.chartWords = { MarkTold, rowAddress, rowSaid };
