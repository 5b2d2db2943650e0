// A key presses what has it as data-key; "/" leads to the search box. Somebody may have switched
// keys off in this browser (WCAG 2.1.4).
(() => {
  "use strict";
  const OFF = "newsroom-keys-off";

  const off = () => {
    try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
  };

  // Ticking a box or pressing a button is no typing.
  const TYPED = 'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]),'
    + ' textarea, select, [contenteditable]';
  const typing = (target) => target.closest(TYPED) !== null;

  document.addEventListener("keydown", (event) => {
    if (off() || event.repeat || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = event.key === "/" ? document.getElementById("q") : null;
    const pressed = box ?? document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!pressed) return;
    event.preventDefault();
    if (box) box.focus();
    else pressed.click();
  });

  const row = document.querySelector("[data-keys-switch]");
  if (row) {
    const box = row.querySelector("input");
    row.hidden = false;
    box.checked = !off();
    box.addEventListener("change", () => {
      try { localStorage.setItem(OFF, box.checked ? "0" : "1"); } catch { box.checked = true; }
    });
  }
})();
