/* A public form: counts for the proof of work; that of a question offers answers to similar ones. Both work without. */
(() => {
  "use strict";

  const form = document.querySelector("[data-ask]");
  if (!form) return;

  /* SHA-256 of ASCII text in hexadecimal. The browser's own is missing on pages without https, as inside some networks. */
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime)) primes.push(number);
  }
  const fraction = (value) => ((value - Math.floor(value)) * 4294967296) | 0;
  const constants = primes.map((prime) => fraction(Math.cbrt(prime)));
  const first = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const sha256 = (text) => {
    const words = new Int32Array((((text.length + 8) >> 6) + 1) * 16);
    for (let place = 0; place < text.length; place += 1) {
      words[place >> 2] |= text.charCodeAt(place) << (24 - (place % 4) * 8);
    }
    words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
    words[words.length - 1] = text.length * 8;
    const state = Int32Array.from(first);
    const schedule = new Int32Array(64);
    for (let block = 0; block < words.length; block += 16) {
      let [a, b, c, d, e, f, g, h] = state;
      for (let step = 0; step < 64; step += 1) {
        if (step < 16) schedule[step] = words[block + step];
        else {
          const x = schedule[step - 15];
          const y = schedule[step - 2];
          const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
          const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
          schedule[step] = schedule[step - 16] + s0 + schedule[step - 7] + s1;
        }
        const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[step] + schedule[step]) | 0;
        const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((value, place) => {
        state[place] += value;
      });
    }
    return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  };

  /* Counts a little at a time, so that typing stays smooth. */
  const STRIDE = 500;
  const task = JSON.parse(form.dataset.challenge);
  const solve = (from) => {
    for (let number = from; number < from + STRIDE; number += 1) {
      if (number > task.maxNumber) return;
      if (sha256(task.salt + number) === task.challenge) {
        const { algorithm, challenge, salt, signature } = task;
        const solution = JSON.stringify({ algorithm, challenge, number, salt, signature });
        form.querySelector("[data-proof]").value = btoa(solution);
        return;
      }
    }
    setTimeout(solve, 0, from + STRIDE);
  };
  setTimeout(solve, 0, 0);

  /* Similar questions, half a second after the last key. */
  const question = form.querySelector("[data-question]");
  const list = form.querySelector("[data-similar-list]");
  let waiting;
  let asked = "";
  question?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const text = question.value.trim().slice(0, 1000);
      if (text.length < 15 || text === asked) return;
      asked = text;
      try {
        const answer = await fetch(`${form.dataset.similar}?q=${encodeURIComponent(text)}`, { credentials: "omit" });
        if (answer.ok && text === asked) list.innerHTML = await answer.text();
      } catch {
        /* The network is gone; the question can be sent all the same. */
      }
    }, 500);
  });

  const alert = document.querySelector(".notice[role=alert]");
  if (alert) alert.focus();
})();
