// The open conversation: read again when it changed, kept at its end while the reader is there.

import { openApprovals } from "./approvals.js";
import { forget, sync } from "./composer.js";
import { decorate, filters, refreshList } from "./list.js";
import { morph } from "./morph.js";
import { fragment } from "./net.js";
import { look } from "./presence.js";
import { $, $$, memory, pane, state } from "./state.js";
import { divideDays, tick } from "./times.js";
import { toast } from "./toast.js";

const panes = $("#panes");
const NEAR = 80;
let asking = null;
let running = false;
let again = false;
let following = true; // whether the reader is at the end, and wants to stay there
let reached = 0; // how far down the reader is, in pixels

const path = (id) => `/inbox/c/${encodeURIComponent(id)}`;

/** Open a conversation; `push` adds it to the browser's history. */
export async function open(id, { push = true } = {}) {
  asking?.abort();
  asking = new AbortController();
  state.open = id;
  state.approvals = false;
  state.entries = 200;
  decorate($("#list"));
  if (push) history.pushState({ id }, "", path(id) + query());
  const next = await fragment(`${path(id)}/panes`, asking.signal).catch(() => undefined);
  if (state.open !== id || next === undefined) return;
  if (next === null) return gone();
  forget();
  prepare(next);
  panes.replaceChildren(next);
  settle(true);
  pane("conversation");
  look(id);
}

function gone() {
  toast("That conversation is not there any more.", "failed");
  close();
}

/** Show the empty pane. */
export function close({ push = true } = {}) {
  state.open = null;
  state.approvals = false;
  forget();
  panes.replaceChildren($("#none").content.cloneNode(true));
  decorate($("#list"));
  pane("list");
  if (push) history.pushState(null, "", `/inbox${query()}`);
  look(null);
}

function query() {
  const asked = filters().toString();
  return asked ? `?${asked}` : "";
}

/** Read the open conversation again. */
export async function refresh() {
  if (running || !state.open) {
    again = running;
    return;
  }
  running = true;
  do {
    again = false;
    const id = state.open;
    const next = await fragment(`${path(id)}/panes?entries=${state.entries}`).catch(() => null);
    if (next && state.open === id) change(next);
  } while (again && state.open);
  running = false;
}

function change(next) {
  const before = last(panes);
  const stays = following;
  prepare(next);
  morph(panes, next);
  const newer = last(panes) > before;
  settle(stays);
  if (newer && !stays) $("#newer").hidden = false;
}

const last = (within) => Number($$("[data-seq].message", within).at(-1)?.dataset.seq || 0);

function prepare(next) {
  const thread = $("#thread", next);
  if (thread) divideDays(thread);
  tick(next);
}

// What grows below it (files beside a draft) must not cover the newest message.
const sticky = new ResizeObserver(() => following && bottom());

function settle(toEnd) {
  following = toEnd;
  if ($("#thread")) sticky.observe($("#thread"));
  sync();
  if (toEnd) bottom();
  saw();
}

/** Go to the end, and stay there. */
export function bottom() {
  following = true;
  const thread = $("#thread");
  if (thread) {
    thread.scrollTop = thread.scrollHeight;
    reached = thread.scrollTop;
  }
  if ($("#newer")) $("#newer").hidden = true;
}

/** Remember that this person has seen the conversation as it is now. */
function saw() {
  const seq = $("#conversation")?.dataset.seq;
  if (!state.open || !seq || document.hidden) return;
  memory.set(`seen:${state.open}`, seq);
  decorate($("#list"));
}

panes.addEventListener("click", (event) => {
  if (event.target.closest("#newer")) bottom();
  if (event.target.closest("#older")) older();
});
panes.addEventListener("scroll", (event) => {
  const thread = event.target;
  if (thread.id !== "thread") return;
  const near = thread.scrollHeight - thread.scrollTop - thread.clientHeight < NEAR;
  if (near) $("#newer").hidden = true;
  // Only who goes up lets go of the end: what grows or opens meanwhile moves it away as well.
  following = near || (following && thread.scrollTop >= reached);
  reached = thread.scrollTop;
}, true);
// A picture that arrives late must not push the newest message out of sight.
panes.addEventListener("load", (event) => {
  if (following && event.target.closest("#thread")) bottom();
}, true);

/** Show more of the past, and stay where the reader is. */
async function older() {
  const thread = $("#thread");
  const below = thread.scrollHeight - thread.scrollTop;
  state.entries += 300;
  await refresh();
  thread.scrollTop = thread.scrollHeight - below;
}

document.addEventListener("visibilitychange", saw);
window.addEventListener("popstate", () => {
  const found = location.pathname.match(/^\/inbox\/c\/([^/]+)$/);
  if (found) open(decodeURIComponent(found[1]), { push: false });
  else if (location.pathname === "/inbox/approvals") openApprovals({ push: false });
  else close({ push: false });
});

/** What was drawn with the page itself needs the same finish. */
export function begin() {
  prepare(document);
  settle(true);
  refreshList();
  if (state.open) look(state.open);
}
