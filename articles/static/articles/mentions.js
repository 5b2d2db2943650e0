// Marked names open what is known about them; what else they are in is fetched when it is looked at.
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    const mention = event.target.closest("span.mention[data-who]");
    if (mention) document.getElementById(mention.dataset.who)?.showPopover?.();
  });

  document.addEventListener("toggle", (event) => {
    const others = event.newState === "open" && event.target.querySelector?.(".others:not([data-asked])");
    if (!others) return;
    others.dataset.asked = "";
    htmx.ajax("GET", others.dataset.latest, { source: others, target: others });
  }, true);
})();
