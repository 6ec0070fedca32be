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
