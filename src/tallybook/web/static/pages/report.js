// A text with its claims: words, speaker, cue and note of a claim light up together; on a wide
// window each note stands beside its claim; n and p go from claim to claim. All is readable without.
"use strict";

for (const reading of document.querySelectorAll("[data-reading]")) {
  const wide = matchMedia("(min-width: 62rem)");
  const gap = 6;
  const notes = [...reading.querySelectorAll("[data-note]")];
  const words = [...reading.querySelectorAll("[data-c]")];
  const said = [...reading.querySelectorAll("[data-for]")];
  const numbers = [...new Set(notes.map((note) => note.dataset.note))];
  const of = new Map();
  for (const each of [...notes, ...words, ...said]) {
    for (const number of (each.dataset.note || each.dataset.c || each.dataset.for).split(" ")) {
      if (!of.has(number)) of.set(number, []);
      of.get(number).push(each);
    }
  }
  const noteOf = (number) => (of.get(number) || []).find((each) => each.dataset.note);
  const wordsOf = (number) => (of.get(number) || []).find((each) => each.dataset.c);
  const linkOf = (number) =>
    (of.get(number) || []).find((each) => each.dataset.c && each.matches("a[href]")) ||
    wordsOf(number);
  const chosen = new Set(words.filter((each) => each.matches(".lit")).map((each) => each.dataset.c));
  let current = null;

  // Light up

  const light = (wanted) => {
    for (const each of reading.querySelectorAll(".lit")) each.classList.remove("lit");
    for (const number of wanted) for (const each of of.get(number) || []) each.classList.add("lit");
  };
  const numbersAt = (target) => {
    const found = [];
    for (let each = target; each && each !== reading; each = each.parentElement) {
      if (each.dataset.note) found.push(each.dataset.note);
      if (each.dataset.c) found.push(each.dataset.c);
      if (each.dataset.for) found.push(...each.dataset.for.split(" "));
    }
    return found;
  };
  const rest = () => light(current === null ? chosen : [current]);
  reading.addEventListener("pointerover", (event) => {
    const found = numbersAt(event.target);
    if (found.length) light(found);
    else rest();
  });
  reading.addEventListener("pointerleave", rest);
  reading.addEventListener("focusin", (event) => {
    const found = numbersAt(event.target);
    if (found.length) {
      current = found[0];
      light(found);
      tell();
      lay();
    }
  });
  light(chosen);

  // Margin

  const anchorOf = (number, top) => {
    const found = wordsOf(number);
    return found && found.getClientRects().length ? found.getClientRects()[0].top - top : null;
  };
  const lay = () => {
    reading.classList.toggle("laid", wide.matches);
    if (!wide.matches) {
      for (const note of notes) note.style.top = "";
      reading.style.minHeight = "";
      return;
    }
    const top = reading.getBoundingClientRect().top;
    const shown = notes
      .map((note) => ({ note, at: anchorOf(note.dataset.note, top), high: note.offsetHeight }))
      .filter((each) => each.at !== null && each.high > 0);
    const down = (from, edge) => {
      for (const each of shown.slice(from)) {
        each.to = Math.max(each.at, edge);
        edge = each.to + each.high + gap;
      }
    };
    down(0, 0);
    const fixed = shown.findIndex((each) => each.note.dataset.note === current);
    if (fixed > 0) {
      let edge = shown[fixed].at;
      shown[fixed].to = edge;
      for (let i = fixed - 1; i >= 0; i -= 1) {
        shown[i].to = Math.min(shown[i].to, edge - shown[i].high - gap);
        edge = shown[i].to;
      }
      if (edge < 0) down(0, 0);
      else down(fixed + 1, shown[fixed].to + shown[fixed].high + gap);
    }
    for (const each of shown) each.note.style.top = `${Math.round(each.to)}px`;
    const last = shown[shown.length - 1];
    reading.style.minHeight = last ? `${Math.ceil(last.to + last.high)}px` : "";
  };
  let waiting = false;
  const layLater = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      lay();
    });
  };
  for (const note of notes) note.addEventListener("toggle", layLater);
  document.querySelector("[data-key]")?.addEventListener("change", layLater);
  new ResizeObserver(layLater).observe(reading);
  wide.addEventListener("change", layLater);

  // Go to a claim

  const steps = document.querySelector("[data-steps]");
  const at = document.querySelector("[data-steps-at]");
  const tell = () => {
    if (at && current !== null) {
      at.textContent = `Claim ${current} of ${at.dataset.stepsAt}`;
    }
  };
  const unhide = (element) => {
    const block = element.closest(".blk");
    if (!block || block.offsetHeight) return;
    for (const box of document.querySelectorAll("[data-role]:not(:checked)")) {
      if (block.classList.contains(`r-${box.dataset.role}`)) box.checked = true;
    }
  };
  const show = (number, { open = true, scroll = true } = {}) => {
    const target = linkOf(number);
    if (!target) return;
    unhide(target);
    current = number;
    const note = noteOf(number);
    if (note && open && wide.matches) note.open = true;
    light([number]);
    lay();
    if (!target.matches("a[href]")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    if (scroll) target.scrollIntoView({ block: "center" });
    if (target.id || wordsOf(number).id) {
      history.replaceState(null, "", `#${wordsOf(number).id || target.id}`);
    }
    tell();
  };
  const step = (by) => {
    if (!numbers.length) return;
    const now = numbers.indexOf(current);
    const next = now < 0 ? (by > 0 ? 0 : numbers.length - 1) : now + by;
    if (next < 0 || next >= numbers.length) return;
    const before = noteOf(current);
    if (before && wide.matches) before.open = false;
    show(numbers[next]);
  };
  if (steps && numbers.length) {
    steps.hidden = false;
    for (const button of steps.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => step(Number(button.dataset.step)));
    }
  }
  // single letters, only while the focus is in the text or on its buttons (WCAG 2.1.4)
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { n: 1, p: -1 }[event.key];
    if (by) {
      event.preventDefault();
      step(by);
    }
  };
  reading.addEventListener("keydown", keys);
  steps?.addEventListener("keydown", keys);
  reading.addEventListener("click", (event) => {
    const link = event.target.closest("a.clm[data-c]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const note = noteOf(link.dataset.c);
      if (note) note.open = !note.open || !wide.matches;
      show(link.dataset.c, { open: false, scroll: false });
      if (note && !wide.matches) note.scrollIntoView({ block: "nearest" });
      return;
    }
    const back = event.target.closest('.fld-links a[href^="#claim-"]');
    if (back) {
      event.preventDefault();
      show(back.closest("[data-note]").dataset.note);
    }
  });

  // A claim of another part: the address after # never reaches the server.
  const named = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id.startsWith("claim-")) return;
    const target = document.getElementById(id);
    if (target && reading.contains(target)) show(target.dataset.c);
    else if (!target && "parted" in reading.dataset && !new URLSearchParams(location.search).has("claim")) {
      const query = new URLSearchParams({ claim: id.slice("claim-".length) });
      location.replace(`${location.pathname}?${query}#${id}`);
    }
  };
  addEventListener("hashchange", named);
  lay();
  named();
  if (!location.hash && chosen.size) show([...chosen][0]);
}
