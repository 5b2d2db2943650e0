// The search box as a combobox with a list of suggestions (WAI-ARIA Authoring Practices 1.2).
(() => {
  "use strict";
  const box = document.getElementById("q");
  const list = document.getElementById("suggest");
  if (!box || !list) return;
  const DELAY = 150;
  let timer = 0;
  let asked = null;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const active = () => list.querySelector("[aria-selected=true]");

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    list.replaceChildren();
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const open = (html) => {
    list.innerHTML = html;
    list.querySelector("ul").setAttribute("role", "listbox");
    for (const item of list.querySelectorAll("li")) item.setAttribute("role", "none");
    for (const link of list.querySelectorAll("a")) {
      link.setAttribute("role", "option");
      link.tabIndex = -1;
    }
    const some = options().length > 0 && document.activeElement === box;
    list.hidden = !some;
    box.setAttribute("aria-expanded", String(some));
    box.setAttribute("aria-controls", "suggestions");
    box.removeAttribute("aria-activedescendant");
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams(new FormData(box.form));
    try {
      const answer = await fetch(`${box.dataset.suggest}?${query}`, {
        headers: { Accept: "text/html" }, signal: asked.signal,
      });
      if (answer.ok && !answer.redirected) open(await answer.text());
      else close();
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  const choose = (step) => {
    const all = options();
    if (!all.length) return;
    const from = all.indexOf(active());
    const place = from < 0 ? (step > 0 ? 0 : all.length - 1) : from + step;
    for (const option of all) option.setAttribute("aria-selected", String(option === all[place]));
    if (all[place]) box.setAttribute("aria-activedescendant", all[place].id);
    else box.removeAttribute("aria-activedescendant");
    all[place]?.scrollIntoView({ block: "nearest" });
  };

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", "suggest");

  box.addEventListener("input", () => {
    clearTimeout(timer);
    active()?.setAttribute("aria-selected", "false");  // What was chosen answered another text.
    box.removeAttribute("aria-activedescendant");
    if (box.value.trim()) timer = setTimeout(ask, DELAY);
    else close();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      const chosen = list.hidden ? null : active();
      if (chosen) {
        event.preventDefault();
        location.assign(chosen.href);
      }
      close();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
})();
