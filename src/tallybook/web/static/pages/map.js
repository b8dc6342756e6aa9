// The map moved in place: drag, double click, Ctrl and wheel, arrow keys, + and -. Without this the
// links under it do the same by loading the page; here they fetch it and put its map in place.
"use strict";

const page = document.querySelector(".map-page");
let map = page.querySelector("[data-map]");
let asked = null;

// The address of a map that shows what `look` says of this one: across, down, factor.
const lookAt = (across, down, factor) => {
  const address = new URL(location.href);
  address.hash = "";
  address.searchParams.set("box", map.dataset.box);
  address.searchParams.set("look", [across, down, factor].map((one) => one.toFixed(4)).join(","));
  return address;
};

// Puts the map and the list of another address in the place of these; loads it where that fails.
const show = async (address, plain) => {
  asked?.abort();
  const turn = new AbortController();
  asked = turn;
  page.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: turn.signal });
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = read.querySelector(".map-page");
    if (!answer.ok || found === null) throw new Error("no map");
    put(found, plain || address);
  } catch (fault) {
    if (fault.name !== "AbortError") location.assign(address);
  } finally {
    if (asked === turn) page.removeAttribute("aria-busy");
  }
};

const put = (found, address) => {
  const focused = document.activeElement?.closest?.("[data-look], [data-all], .map-svg");
  page.replaceChildren(...found.childNodes);
  map = page.querySelector("[data-map]");
  const shown = new URL(address);
  shown.searchParams.delete("look");
  shown.searchParams.set("box", map.dataset.box);
  history.replaceState(null, "", shown);
  prepare();
  if (focused) {
    const same = focused.dataset.look && page.querySelector(`[data-look="${focused.dataset.look}"]`);
    (same || page.querySelector(".map-svg")).focus({ preventScroll: true });
  }
  const places = Number(map.dataset.marks);
  page.querySelector("[data-told]").textContent =
    `${places} ${places === 1 ? "place" : "places"} in the frame`;
};

// What a key does to the frame.
const KEYS = {
  ArrowLeft: [0.3, 0.5, 1],
  ArrowRight: [0.7, 0.5, 1],
  ArrowUp: [0.5, 0.3, 1],
  ArrowDown: [0.5, 0.7, 1],
  "+": [0.5, 0.5, 0.6],
  "=": [0.5, 0.5, 0.6],
  "-": [0.5, 0.5, 1.7],
};

const prepare = () => {
  const svg = map.querySelector(".map-svg");
  svg.tabIndex = 0;
  svg.setAttribute(
    "aria-description",
    "Arrow keys move the map, plus and minus zoom; drag it, or double-click to look closer.",
  );
};

page.addEventListener("keydown", (event) => {
  const step = KEYS[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!event.target.closest(".map-svg")) return;
  event.preventDefault();
  show(lookAt(...step));
});

page.addEventListener("click", (event) => {
  const link = event.target.closest("[data-look], [data-all], .map-dot");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const href = link.getAttribute("href");
  if (href.startsWith("#")) return;
  const address = new URL(href, location.href);
  if (!link.matches("[data-look], [data-all]") && !address.searchParams.has("box")) return;
  event.preventDefault();
  show(address);
});

// Where in the map a pointer is, as shares of its width and height.
const shareOf = (event) => {
  const seen = map.querySelector(".map-svg").getBoundingClientRect();
  return [(event.clientX - seen.left) / seen.width, (event.clientY - seen.top) / seen.height];
};

// The middle of a frame `factor` as large that leaves the point under the pointer where it is.
const towards = (event, factor) => {
  const [across, down] = shareOf(event);
  return lookAt(across + (0.5 - across) * factor, down + (0.5 - down) * factor, factor);
};

page.addEventListener("dblclick", (event) => {
  if (!event.target.closest(".map-svg") || event.target.closest(".map-dot")) return;
  event.preventDefault();
  show(towards(event, 0.5));
});

page.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey || !event.target.closest(".map-svg")) return;
    event.preventDefault();
    if (!page.hasAttribute("aria-busy")) show(towards(event, event.deltaY < 0 ? 0.7 : 1.4));
  },
  { passive: false },
);

// Dragging with a mouse; a finger scrolls the page as ever.
let drag = null;
page.addEventListener("pointerdown", (event) => {
  if (event.pointerType !== "mouse" || event.button !== 0) return;
  if (event.target.closest(".map-svg")) drag = { x: event.clientX, y: event.clientY, far: false };
});

addEventListener("pointermove", (event) => {
  if (!drag) return;
  const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
  drag.far ||= Math.hypot(dx, dy) > 6;
  if (!drag.far) return;
  map.classList.add("is-moving");
  const sheet = map.querySelector(".map-sheet");
  const seen = map.querySelector(".map-svg").getBoundingClientRect();
  const { width, height } = sheet.viewBox.baseVal;
  const from = [(-dx * width) / seen.width, (-dy * height) / seen.height];
  sheet.setAttribute("viewBox", `${from[0]} ${from[1]} ${width} ${height}`);
  map.querySelector("[data-over]").setAttribute("transform", `translate(${dx} ${dy})`);
});

addEventListener("pointerup", (event) => {
  const moved = drag;
  drag = null;
  if (!moved?.far) return;
  const seen = map.querySelector(".map-svg").getBoundingClientRect();
  const across = 0.5 - (event.clientX - moved.x) / seen.width;
  const down = 0.5 - (event.clientY - moved.y) / seen.height;
  addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
  setTimeout(() => show(lookAt(across, down, 1)), 0);
});

page.addEventListener("dragstart", (event) => {
  if (event.target.closest(".map-svg")) event.preventDefault();
});

// A place under the pointer, or with the focus, is lit in the map and in the list.
const light = (event, lit) => {
  const number = event.target.closest?.("[data-spot]")?.dataset.spot;
  if (number === undefined) return;
  for (const one of page.querySelectorAll(`[data-spot="${number}"]`)) {
    one.classList.toggle("is-lit", lit);
  }
};
for (const [name, lit] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  page.addEventListener(name, (event) => light(event, lit));
}

prepare();
