// What a swap of the results would lose: opened details, and the place of the keyboard.
(() => {
  "use strict";
  let opened = [];

  document.addEventListener("htmx:beforeSwap", (event) => {
    opened = [...event.detail.target.querySelectorAll("details[open][id]")].map((part) => part.id);
  });

  document.addEventListener("htmx:afterSwap", () => {
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const source = event.detail.requestConfig?.elt;
    if (source && !source.isConnected && document.activeElement === document.body) {
      (document.getElementById(source.id) ?? document.getElementById("found"))?.focus({ preventScroll: true });
    }
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, () => {
      const status = document.getElementById("status");
      status.textContent = status.dataset.failed;
      status.classList.remove("unseen");
    });
  }
})();
