// The chart, live: drawn anew for the window's width, the theme and the scale; marks tell their
// words under the pointer and the arrow keys, and lead to their sentences. Until it is there, and
// where it cannot be, the server's picture stays.

const { MarkTold, rowAddress, rowSaid } = window.chartWords;
const NARROWEST = 320;
const WIDEST = 1600;

class Chart {
  constructor(figure) {
    this.figure = figure;
    this.place = figure.querySelector(".chart-place");
    this.picture = figure.querySelector(".chart-picture");
    this.said = figure.querySelector("[data-chart-told]");
    this.turn = 0;
    this.at = -1;
    this.marks = [];
  }

  begin() {
    const near = (seen) => {
      if (!seen.some((each) => each.isIntersecting)) return;
      first.disconnect();
      this.redraw();
    };
    const first = new IntersectionObserver(near, { rootMargin: "400px" });
    first.observe(this.place);
    let width = this.place.clientWidth;
    let waiting = 0;
    new ResizeObserver(() => {
      if (Math.abs(this.place.clientWidth - width) < 8) return;
      width = this.place.clientWidth;
      clearTimeout(waiting);
      waiting = setTimeout(() => this.live && this.redraw(), 150);
    }).observe(this.place);
    const anew = () => this.live && this.redraw();
    document.addEventListener("tallybook:theme", anew);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", anew);
    for (const link of this.figure.querySelectorAll("[data-chart-scale]")) {
      link.addEventListener("click", (event) => this.rescale(event, link.dataset.chartScale));
    }
    addEventListener("beforeprint", () => this.figure.classList.toggle("is-printing", this.inPrint()));
    addEventListener("afterprint", () => this.figure.classList.remove("is-printing"));
  }

  theme() {
    const asked = document.documentElement.dataset.theme;
    if (asked === "light" || asked === "dark") return asked;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  address(more) {
    const told = new URLSearchParams(this.figure.dataset.asked);
    if (this.figure.dataset.scale !== "auto") told.set("scale", this.figure.dataset.scale);
    for (const [name, value] of Object.entries(more)) told.set(name, value);
    return `${this.figure.dataset.chart}?${told}`;
  }

  async redraw() {
    const turn = ++this.turn;
    const wide = Math.floor(Math.min(WIDEST, Math.max(NARROWEST, this.place.clientWidth)));
    const theme = this.theme();
    const address = this.address({ title: "no", width: wide, theme });
    try {
      const drawn = this.figure.dataset.library
        ? await this.drawn(address)
        : await inlined(address);
      if (turn !== this.turn) return;
      this.put(drawn);
      if (theme === "dark") this.prepareToPrint();
    } catch {
      // the picture says the same
    }
  }

  /** The chart as the library draws it, in an element that is not yet on the page. */
  async drawn(address) {
    const [answer] = await Promise.all([fetch(address), import(this.figure.dataset.library)]);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const spec = await answer.json();
    const live = document.createElement("div");
    const { view } = await window.draw(live, spec, {
      actions: false,
      ast: true,
      defaultStyle: false,
      logLevel: 1,
      mode: "vega-lite",
      renderer: "svg",
      tooltip: false,
    });
    this.listen(view);
    this.tellScale(spec);
    return live;
  }

  put(live) {
    live.className = "chart-live";
    live.setAttribute("aria-hidden", "true");
    this.place.style.minHeight = this.live ? "" : `${this.picture.offsetHeight}px`;
    if (this.live) this.live.replaceWith(live);
    else this.place.append(live);
    this.live = live;
    this.figure.classList.add("is-live");
    if (!this.figure.dataset.library) {
      live.removeAttribute("aria-hidden");
      return;
    }
    this.told ??= new MarkTold(this.place);
    this.place.append(this.told.ring, this.told.box);
    this.marks = [...live.querySelectorAll(".statements_marks > path")]
      .map((path) => ({ path, item: path.__data__ }))
      .sort((one, other) => one.item.x - other.item.x || other.item.y - one.item.y);
    this.makeReachable();
  }

  /** Pointer and click: whatever mark of a statement or of a page lies under it. */
  listen(view) {
    const rowOf = (item) => (item && item.datum && item.datum.speaker ? item.datum : null);
    view.addEventListener("mousemove", (event, item) => {
      const row = rowOf(item);
      view.container().classList.toggle("is-on-mark", Boolean(row));
      if (row) this.told.show(row, new DOMRect(event.clientX - 8, event.clientY - 8, 16, 16));
      else this.told.leave();
    });
    view.addEventListener("mouseout", () => this.told.leave());
    view.addEventListener("click", (event, item) => {
      const address = rowAddress(rowOf(item));
      if (!address) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) open(address, "_blank", "noopener");
      else location.assign(address);
    });
  }

  makeReachable() {
    if (this.reachable) return;
    this.reachable = true;
    const place = this.place;
    place.tabIndex = 0;
    place.setAttribute("role", "application");
    place.setAttribute("aria-roledescription", "chart");
    const alt = this.picture.querySelector("img").alt;
    place.setAttribute("aria-label", `${alt} Arrow keys tell the statements, Enter opens one.`);
    const hint = this.figure.querySelector("[data-chart-hint]");
    if (hint) hint.hidden = false;
    place.addEventListener("keydown", (event) => this.key(event));
    place.addEventListener("blur", () => this.told.hide());
    addEventListener("keydown", (event) => event.key === "Escape" && this.told.hide());
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.marks.length - 1;
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: 10, PageUp: -10 };
    const row = this.at >= 0 && this.at <= last ? this.marks[this.at].item.datum : null;
    if (event.key === "Enter") {
      const address = rowAddress(row);
      if (address) location.assign(address);
      return;
    }
    let next;
    if (event.key in steps) next = row ? this.at + steps[event.key] : steps[event.key] > 0 ? 0 : last;
    else if (event.key === "Home") next = 0;
    else if (event.key === "End") next = last;
    else return;
    event.preventDefault();
    if (last < 0) return;
    this.at = Math.max(0, Math.min(last, next));
    const { path, item } = this.marks[this.at];
    this.told.show(item.datum, path.getBoundingClientRect(), { ringed: true });
    this.said.textContent = `${this.at + 1} of ${last + 1}: ${rowSaid(item.datum)}`;
  }

  rescale(event, scale) {
    if (!this.live || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.figure.dataset.scale = scale;
    const here = new URL(location.href);
    here.searchParams.set("scale", scale);
    history.replaceState(history.state, "", here);
    for (const link of this.figure.querySelectorAll("[data-chart-export]")) {
      const address = new URL(link.href);
      address.searchParams.set("scale", scale);
      link.href = address.href;
    }
    this.redraw();
  }

  /** Which of the two scales the chart has. */
  tellScale(spec) {
    const scale = spec.encoding.y.scale.type === "symlog" ? "log" : "linear";
    for (const link of this.figure.querySelectorAll("[data-chart-scale]")) {
      if (link.dataset.chartScale === scale) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** Paper is white: where the page is dark, a light picture is kept for printing. */
  prepareToPrint() {
    const address = this.address({ title: "no", width: 760, theme: "light" });
    const json = /chart\.json/;
    if (!this.paper) {
      this.paper = document.createElement("img");
      this.paper.className = "chart-paper";
      this.paper.alt = "";
      this.place.append(this.paper);
    }
    this.paper.src = address.replace(json, "chart.svg");
  }

  inPrint() {
    return this.theme() === "dark" && Boolean(this.paper && this.paper.complete);
  }
}

/** The server's drawing as part of the page, so that its marks tell their words. */
async function inlined(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const drawing = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  const live = document.createElement("div");
  live.append(document.adoptNode(drawing.documentElement));
  return live;
}

const begun = new WeakSet();
const beginAll = () => {
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    if (begun.has(figure)) continue;
    begun.add(figure);
    new Chart(figure).begin();
  }
};
document.addEventListener("tallybook:content", beginAll);
beginAll();

for (const button of document.querySelectorAll("[data-copy]")) {
  const box = button.parentElement.querySelector("[data-copied]");
  const told = button.parentElement.querySelector("[data-copy-told]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      told.textContent = "Copied.";
    } catch {
      told.textContent = "Marked: copy it with your keyboard.";
    }
  });
}
