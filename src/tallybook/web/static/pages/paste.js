// While a text is read the button says so, and it cannot be sent twice. Dropping a file chooses it.
"use strict";

for (const form of document.querySelectorAll("form[data-reading]")) {
  const button = form.querySelector("button[type=submit]");
  const status = form.querySelector("[data-reading-status]");
  form.addEventListener("submit", () => {
    button.disabled = true;
    status.textContent = "Reading …";
  });
  addEventListener("pageshow", () => {
    button.disabled = false;
    status.textContent = "";
  });
  const file = form.querySelector("input[type=file]");
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    file.focus();
  });
}
