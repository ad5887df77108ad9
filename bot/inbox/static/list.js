// The list: read again whenever something changed, and never moved under the pointer.

import { fragment } from "./net.js";
import { morph, patch } from "./morph.js";
import { $, $$, memory, state } from "./state.js";
import { tick } from "./times.js";

const list = $("#list");
const held = $("#held");
let waiting = null; // a newer list that would move rows while the pointer is on them
let pointing = false;
let asked = false; // this person changed the filters, and expects the list to change
let running = false;
let again = false;
const listeners = [];

/** Call back with the list each time it was read. */
export const onList = (listener) => listeners.push(listener);

export async function refreshList() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  do {
    again = false;
    const wanted = filters();
    if (state.open) wanted.set("open", state.open);
    const next = await fragment(`/inbox/list?${wanted}`).catch(() => null);
    if (next) show(next);
  } while (again);
  running = false;
}

export function filters() {
  const found = new URLSearchParams(new FormData($("#filters")));
  for (const [name, value] of [...found]) if (!value) found.delete(name);
  return found;
}

function show(next) {
  const folders = $("#folders", next);
  morph($("#folders"), folders);
  folders.remove();
  decorate(next);
  tick(next);
  listeners.forEach((listener) => listener(next));
  if (pointing && !asked && order(next) !== order(list)) hold(next);
  else put(next);
}

function order(within) {
  return $$(".section, .row", within).map((node) => node.dataset.id || node.dataset.key).join();
}

function put(next) {
  waiting = null;
  asked = false;
  held.hidden = true;
  morph(list, next);
}

/** Change what stays in place, and keep the rest until the pointer has left. */
function hold(next) {
  waiting = next.cloneNode(true);
  const rows = new Map($$(".row", next).map((row) => [row.dataset.id, row]));
  const before = new Set();
  for (const row of $$(".row", list)) {
    before.add(row.dataset.id);
    if (rows.has(row.dataset.id)) patch(row, rows.get(row.dataset.id));
  }
  const fresh = [...rows.keys()].filter((id) => !before.has(id)).length;
  held.textContent = fresh ? `${fresh} new` : "List changed";
  held.hidden = false;
}

export function release() {
  pointing = false;
  if (waiting) put(waiting);
}

list.addEventListener("pointermove", (event) => { pointing = event.pointerType === "mouse"; });
list.addEventListener("pointerleave", release);
held.addEventListener("click", release);
document.addEventListener("keydown", release);

/** Mark what this person has not seen: what is newer than what was open here last. */
export function decorate(within) {
  const asked = $("#go-approvals", within);
  if (asked && state.approvals) asked.setAttribute("aria-current", "page");
  else asked?.removeAttribute("aria-current");
  for (const row of $$(".row", within)) {
    const seen = Number(memory.get(`seen:${row.dataset.id}`) || 0);
    const unread = row.dataset.theirs === "yes" && Number(row.dataset.seq) > seen && row.dataset.id !== state.open;
    row.classList.toggle("new", unread);
    $(".unread", row).hidden = !unread;
    if (row.dataset.id === state.open) row.setAttribute("aria-current", "page");
    else row.removeAttribute("aria-current");
  }
}

export const rows = () => $$(".row", list);

let typed = 0;
$("#filters").addEventListener("input", () => {
  clearTimeout(typed);
  typed = setTimeout(search, 180);
});
$("#filters").addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
list.addEventListener("click", (event) => {
  if (event.target.id !== "clear-filters") return;
  for (const field of $("#filters").elements) field.value = "";
  search();
  $("#search").focus();
});

function search() {
  const wanted = filters().toString();
  history.replaceState(null, "", location.pathname + (wanted ? `?${wanted}` : ""));
  asked = true;
  refreshList();
}
