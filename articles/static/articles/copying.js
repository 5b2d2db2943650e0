// Buttons that copy: the address of this page, or the text of another element.
(() => {
  "use strict";

  const show = (root) => {
    for (const button of root.querySelectorAll("[data-copy-address], [data-copy]")) button.hidden = !navigator.clipboard;
  };

  const copied = (button) => button.dataset.copy ? document.getElementById(button.dataset.copy).textContent.trim() : location.href;

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy-address], [data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(copied(button));
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
  document.addEventListener("htmx:afterSwap", (event) => show(event.detail.target));
  show(document);
})();
