/* The search box suggests while somebody types, and an opened result is counted. Neither is required: the form searches
   and the links lead on without this file. */
(() => {
  "use strict";

  const WAIT = 150;
  const SHORTEST = 2;

  /* suggestions: an editable combobox with a list, as the ARIA authoring practices describe it. */
  const enhance = (form) => {
    const input = form.querySelector("input[name=q]");
    const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
    const list = Object.assign(document.createElement("ul"), { className: "suggestions", id: `${input.id}-goi-y`, hidden: true });
    said.setAttribute("role", "status");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.label);
    form.append(list, said);
    /* A search field may not be a combobox, a text field may. */
    input.type = "text";
    Object.entries({
      role: "combobox",
      autocomplete: "off",
      enterkeyhint: "search",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
    }).forEach(([name, value]) => input.setAttribute(name, value));

    const known = new Map();
    let active = -1;
    let asking = null;
    let timer = 0;
    const isOpen = () => !list.hidden;
    const choose = (index) => {
      active = index;
      [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
      if (index < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    };
    const close = () => {
      clearTimeout(timer);
      asking?.abort();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    };
    const open = () => {
      if (!list.children.length) return;
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    };
    const option = (suggestion, index) => {
      const item = document.createElement("li");
      Object.assign(item, { id: `${list.id}-${index}`, className: "suggestions__option" });
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.url = suggestion.url;
      ["title", "kind"].forEach((part) => {
        const text = Object.assign(document.createElement("span"), { className: `suggestions__${part}`, textContent: suggestion[part] });
        item.append(text, " ");
      });
      return item;
    };
    const show = (suggestions) => {
      list.replaceChildren(...suggestions.map(option));
      choose(-1);
      if (suggestions.length) open();
      else close();
      said.textContent = suggestions.length ? form.dataset.some.replace("%", suggestions.length) : form.dataset.none;
    };
    const ask = async () => {
      const typed = input.value.trim().replace(/\s+/g, " ");
      asking?.abort();
      if (typed.length < SHORTEST) {
        said.textContent = "";
        return close();
      }
      if (known.has(typed)) return show(known.get(typed));
      asking = new AbortController();
      try {
        const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: typed })}`, { signal: asking.signal });
        if (!answer.ok) return close();
        known.set(typed, (await answer.json()).suggestions);
        show(known.get(typed));
      } catch {
        /* Typed on, or the network is away: the form still searches. */
      }
    };
    const follow = (item) => item && location.assign(item.dataset.url);

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      /* While a Vietnamese input method composes a letter, the keys are its own. */
      if (event.isComposing) return;
      const count = list.children.length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!count) return;
        event.preventDefault();
        if (!isOpen()) {
          open();
          if (event.altKey) return;
        }
        const step = event.key === "ArrowDown" ? 1 : -1;
        /* Past either end the way leads back to what was typed. */
        choose(((active + 1 + step + count + 1) % (count + 1)) - 1);
      } else if (event.key === "Enter" && isOpen() && active >= 0) {
        event.preventDefault();
        follow(list.children[active]);
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        close();
      } else if (event.key === "Tab") close();
      else if (isOpen() && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) choose(-1);
    });
    /* A tap or click must not take the focus away before it is heard. */
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => follow(event.target.closest("[data-url]")));
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
  };
  document.querySelectorAll("form[data-suggest]").forEach(enhance);

  /* search-result: what the browser's own ping counts where scripts are off is counted here where they run. */
  document.querySelectorAll("a[ping]").forEach((link) => {
    const address = link.getAttribute("ping");
    link.removeAttribute("ping");
    const count = (event) => event.button < 2 && navigator.sendBeacon(address);
    link.addEventListener("click", count);
    link.addEventListener("auxclick", count);
  });
})();
