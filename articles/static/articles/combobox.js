// The search box as a combobox with groups of suggestions (WAI-ARIA Authoring Practices 1.2).
(() => {
  "use strict";
  const box = document.getElementById("q");
  const list = document.getElementById("suggest");
  if (!box || !list) return;
  const DELAY = 150;
  let timer = 0;
  let asked = null;
  let taken = null;  // The text whose results were asked for at once.

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
    const some = options().length > 0 && document.activeElement === box;
    list.hidden = !some;
    box.setAttribute("aria-expanded", String(some));
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

  // Does what submitting the form does; on a page without results it leads to them.
  const take = (option) => {
    close();
    if (!box.form.hasAttribute("hx-get")) {
      location.assign(option.href);
      return;
    }
    box.value = new URL(option.href).searchParams.get("q") ?? "";
    taken = box.value;
    // What fails is told by the status line; what a newer search replaces has not failed.
    htmx.ajax("GET", option.href, { source: "#results", target: "#results" }).catch(() => {});
  };

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", "suggest");

  box.addEventListener("input", () => {
    clearTimeout(timer);
    taken = null;
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
        take(chosen);
      } else close();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  // What was typed shortly before would ask once more and drop the answer that is awaited.
  box.addEventListener("htmx:confirm", (event) => {
    if (box.value === taken) event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    take(option);
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", () => {
    taken = box.value;
    close();
  });
})();
