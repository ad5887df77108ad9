// "Draft a reply": the assistant writes, the operator reads, changes and sends. Nothing is sent from here.

import { one, send } from "./net.js";
import { $, state } from "./state.js";
import { explain } from "./toast.js";

const waiting = new Set(); // the conversations a draft is being written for
let ready = () => {};

/** Call with the conversation's id and the text once a draft is there. */
export function onDraft(listener) {
  ready = listener;
}

/** Show whether a draft of the open conversation is on its way. */
export function paint() {
  const button = $("#draft");
  if (!button) return;
  const busy = waiting.has(state.open);
  button.ariaBusy = String(busy);
  button.ariaDisabled = String(busy);
  $("span", button).textContent = busy ? "Writing a draft…" : "Draft a reply";
}

async function draft(id) {
  if (waiting.has(id)) return;
  waiting.add(id);
  paint();
  const result = await send(`${one(id)}/draft`);
  waiting.delete(id);
  paint();
  if (result.ok) ready(id, result.data.text);
  else explain(result);
}

$("#panes").addEventListener("click", (event) => {
  if (event.target.closest("#draft")) draft(state.open);
});
