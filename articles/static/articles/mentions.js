// Marked names open what is known about them; what else they are in is fetched when it is looked at.
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    const mention = event.target.closest("span.mention[data-who]");
    if (mention) document.getElementById(mention.dataset.who)?.showPopover?.();
  });

  const ask = (who) => {
    const others = who?.querySelector?.(".others:not([data-asked])");
    if (!others) return;
    others.dataset.asked = "";
    htmx.ajax("GET", others.dataset.latest, { source: others, target: others });
  };

  document.addEventListener("toggle", (event) => {
    if (event.newState === "open") ask(event.target);
  }, true);
  // One may be open before this runs.
  ask(document.querySelector(".who:popover-open"));
})();
