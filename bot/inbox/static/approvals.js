// Questions to reviewers: the page of all that wait, and what an answer to one sends.

import { forget } from "./composer.js";
import { decorate, filters } from "./list.js";
import { morph } from "./morph.js";
import { fragment, send } from "./net.js";
import { look } from "./presence.js";
import { $, $$, pane, state } from "./state.js";
import { tick } from "./times.js";
import { explain, toast } from "./toast.js";

const PATH = "/inbox/approvals";
const panes = $("#panes");
let running = false;
let again = false;
let pressed = 0; // when somebody pressed last: a double press must not land on what moved up
let moved = 0; // when the page changed by itself under the pointer

const SETTLES = 600;
const just = (at) => at && performance.now() - at < SETTLES;

/** Show every question that waits; `push` adds the page to the browser's history. */
export async function openApprovals({ push = true } = {}) {
  state.open = null;
  state.approvals = true;
  decorate($("#list"));
  const asked = filters().toString();
  if (push) history.pushState({ approvals: true }, "", PATH + (asked ? `?${asked}` : ""));
  const next = await fragment(`${PATH}/panes`).catch(() => null);
  if (!next || !state.approvals) return;
  forget();
  tick(next);
  panes.replaceChildren(next);
  pane("conversation");
  look(null);
  $("#approvals-title").focus({ preventScroll: true });
}

/** Read the questions again; those that were decided meanwhile stay, and say by whom. */
export async function refreshApprovals() {
  if (running || !state.approvals) {
    again = running;
    return;
  }
  running = true;
  do {
    again = false;
    const shown = $$("#approvals [data-approval]").map((node) => node.dataset.approval);
    const keep = encodeURIComponent(shown.slice(-50).join());
    const next = await fragment(`${PATH}/panes?keep=${keep}`).catch(() => null);
    if (next && state.approvals && $("#approvals")) {
      tick(next);
      change(next);
    }
  } while (again && state.approvals);
  running = false;
}

function change(next) {
  const list = $("#approvals .scroll");
  const before = list.scrollHeight;
  morph(panes, next);
  if (list.scrollHeight !== before) moved = performance.now();
}

/** Send one reviewer's word, with the text and the reason as they stand in its form. */
export async function rule(id, decision, form) {
  if (just(pressed)) return;
  if (just(moved)) return toast("The page has just changed. Look, then press again.");
  pressed = performance.now();
  const body = { decision, seen: form.dataset.seen, reason: form.elements.reason.value };
  const text = form.elements.text;
  if (decision === "approved" && text && $("details", form).open) {
    if (!text.value.trim()) return text.focus();
    body.text = text.value;
  }
  const result = await send(`/api/approvals/${encodeURIComponent(id)}`, body);
  if (!result.ok) return explain(result);
  const { state: stands, votes, needed } = result.data;
  if (stands === "pending") toast(`Your approval counts: ${votes.length} of ${needed}.`);
}
