// Facets by keyboard: menus do not double the tab stops, and the bars of the dates are one of them.
(() => {
  "use strict";

  const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

  const arrange = (root) => {
    for (const summary of root.querySelectorAll(".menu > summary")) summary.tabIndex = -1;
    for (const bars of root.querySelectorAll(".bars")) {
      const links = [...bars.querySelectorAll("a")];
      const first = links.find((link) => link.matches(".selected")) ?? links[0];
      for (const link of links) link.tabIndex = link === first ? 0 : -1;
    }
  };

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll(".menu[open]")) if (menu !== except) menu.open = false;
  };

  const toMenu = (event, value) => {
    if (event.key !== "ArrowRight" && !(event.key === "F10" && event.shiftKey)) return;
    const menu = value.parentElement.querySelector(".menu");
    event.preventDefault();
    menu.open = true;
    menu.querySelector("a").focus();
  };

  const withinMenu = (event, menu) => {
    const value = menu.parentElement.querySelector(".value");
    if (event.key === "Escape" || event.key === "ArrowLeft") {
      event.preventDefault();
      menu.open = false;
      value.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const links = [...menu.querySelectorAll("a")];
      const next = links[(links.indexOf(document.activeElement) + STEPS[event.key] + links.length) % links.length];
      event.preventDefault();
      next.focus();
    }
  };

  const alongBars = (event, bar) => {
    const step = STEPS[event.key];
    const links = [...bar.closest(".bars").querySelectorAll("a")];
    const next = links[links.indexOf(bar) + step];
    if (!step || !next) return;
    event.preventDefault();
    bar.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };

  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.(".menu");
    const value = event.target.closest?.(".value");
    const bar = event.target.closest?.(".bars a");
    if (menu) withinMenu(event, menu);
    else if (value) toMenu(event, value);
    else if (bar) alongBars(event, bar);
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(".menu") && event.target.open) closeMenus(event.target);
  }, true);
  document.addEventListener("click", (event) => closeMenus(event.target.closest(".menu")));
  document.addEventListener("htmx:afterSwap", (event) => arrange(event.detail.target));
  arrange(document);
})();
