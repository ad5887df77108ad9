// What this page knows of itself.

const bytes = crypto.getRandomValues(new Uint8Array(12));

export const state = {
  me: document.body.dataset.me,
  display: document.body.dataset.display,
  tab: Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""),
  open: document.body.dataset.open || null,
  entries: 200,
  approvals: Boolean(document.querySelector("#approvals")),
};

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** A name of our own for one write: the same name again changes nothing. */
export function fresh() {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Storage that may be full or forbidden: then the page forgets, and goes on. */
export const memory = {
  get(name) {
    try { return localStorage.getItem(`handoff:${name}`); } catch { return null; }
  },
  set(name, value) {
    try {
      if (value === null || value === "") localStorage.removeItem(`handoff:${name}`);
      else localStorage.setItem(`handoff:${name}`, value);
    } catch { /* see above */ }
  },
};

export function pane(name) {
  document.body.dataset.pane = name;
}
