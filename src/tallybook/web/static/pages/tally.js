// The list of days becomes a slider that moves through them; the server answers as of each.
"use strict";

for (const form of document.querySelectorAll("[data-ways]")) {
  const list = form.querySelector("[data-stops]");
  if (!list || list.options.length < 2) continue;
  const label = form.querySelector(`label[for="${list.id}"]`);
  const slider = document.createElement("input");
  const told = document.createElement("output");
  slider.type = "range";
  slider.id = "as-of-slider";
  slider.min = "0";
  slider.max = String(list.options.length - 1);
  slider.step = "1";
  slider.value = String(list.selectedIndex);
  told.htmlFor = slider.id;
  label.htmlFor = slider.id;
  const tell = () => {
    const words = list.options[Number(slider.value)].text;
    told.textContent = words;
    slider.setAttribute("aria-valuetext", words);
  };
  tell();
  slider.addEventListener("input", tell);
  slider.addEventListener("change", () => {
    list.selectedIndex = Number(slider.value);
    form.requestSubmit();
  });
  list.hidden = true;
  list.before(slider);
  list.after(told);
}

// What the address asks for nothing of does not stand in it.
for (const form of document.querySelectorAll("[data-ways]")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) {
      if (value === "") event.formData.delete(name);
    }
  });
}
