/* Each block enhances one component and none is required: without this file the portal reads, searches and prints. */
(() => {
  "use strict";

  const root = document.documentElement;
  const all = (selector, scope = document) => [...scope.querySelectorAll(selector)];
  const show = (elements) => elements.forEach((element) => element.removeAttribute("hidden"));

  /* access-tools: text size and contrast, kept in this browser and never sent anywhere. */
  const remembered = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(`portal-${name}`) || "";
      localStorage.setItem(`portal-${name}`, value);
    } catch {
      /* Storage may be forbidden: the switch then holds for this page only. */
    }
    return value || "";
  };
  ["text", "contrast"].forEach((name) => {
    const switches = all(`button[data-${name}]`);
    const apply = (value) => {
      if (value) root.dataset[name] = value;
      else delete root.dataset[name];
      switches.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset[name] === value)));
    };
    switches.forEach((button) =>
      button.addEventListener("click", () => {
        const isOn = name === "contrast" && button.getAttribute("aria-pressed") === "true";
        apply(remembered(name, isOn ? "" : button.dataset[name]));
      }),
    );
    apply(remembered(name));
  });
  show(all("[data-access-tools]"));

  const article = document.querySelector("[data-article]");
  if (!article) return;
  const source = article.dataset.source;

  /* article-tools: print, with the day of printing on the sheet. */
  all("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  window.addEventListener("beforeprint", () =>
    all("[data-print-date]").forEach((place) => {
      const today = new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" });
      place.dataset.label ??= place.textContent;
      place.textContent = `${place.dataset.label} ${today.format(new Date())}`;
      place.hidden = false;
    }),
  );

  /* article-tools: copy the ready reference; share through the device's own sheet. */
  const say = (text) => all("[data-said]").forEach((place) => (place.textContent = text));
  if (navigator.clipboard) {
    all("[data-copy]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
        say(button.dataset.done);
      });
    });
  }
  if (navigator.share) {
    all("[data-share]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {}));
    });
  }

  /* Copied text names its source (ND-13.4); a phone number or a symbol is left as it is. */
  article.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    const text = selection.toString();
    if (text.length < 80 || event.target.closest("input, textarea")) return;
    const holder = document.createElement("div");
    for (let index = 0; index < selection.rangeCount; index += 1) {
      holder.append(selection.getRangeAt(index).cloneContents());
    }
    const note = document.createElement("p");
    note.textContent = source;
    holder.append(note);
    event.clipboardData.setData("text/plain", `${text}\n\n${source}`);
    event.clipboardData.setData("text/html", holder.innerHTML);
    event.preventDefault();
  });

  /* article-tools: read aloud, only with a Vietnamese voice that lives on this device: no text leaves it. */
  const voices = window.speechSynthesis;
  const listen = document.querySelector("[data-listen]");
  if (!voices || !listen) return;
  const ownVoice = () => voices.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith("vi"));
  const offer = () => (listen.hidden = !ownVoice());
  const stop = () => {
    voices.cancel();
    listen.setAttribute("aria-pressed", "false");
    listen.textContent = listen.dataset.listen;
  };
  listen.addEventListener("click", () => {
    if (listen.getAttribute("aria-pressed") === "true") return stop();
    /* Paragraph by paragraph: browsers cut a long utterance short. */
    const parts = all("[data-read], [data-read-all] :is(p, h2, h3, h4, li)", article).map((part) => part.textContent.trim());
    parts.filter(Boolean).forEach((text, index, list) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = ownVoice();
      utterance.lang = "vi-VN";
      if (index === list.length - 1) utterance.onend = stop;
      voices.speak(utterance);
    });
    listen.setAttribute("aria-pressed", "true");
    listen.textContent = listen.dataset.stop;
  });
  window.addEventListener("pagehide", () => voices.cancel());
  voices.addEventListener("voiceschanged", offer);
  offer();
})();

/* search-form: suggestions while somebody types, and a count of the results that are opened. */
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
      said.textContent = suggestions.length ? form.dataset.some.replace("{count}", suggestions.length) : form.dataset.none;
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
