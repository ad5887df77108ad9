// What an operator can press, and what the page does when the press was too late.

import { refreshApprovals, rule } from "./approvals.js";
import { onSent } from "./composer.js";
import { refreshList } from "./list.js";
import { one, send } from "./net.js";
import { $, pane, state } from "./state.js";
import { refresh } from "./thread.js";
import { explain } from "./toast.js";
import { openDialog } from "./dialogs.js";

function renew() {
  refresh();
  refreshList();
  refreshApprovals();
}

/** Press something; whoever was first, the page then shows how it stands. */
export async function act(name, body = {}, id = state.open) {
  const result = await send(`${one(id)}/${name}`, body);
  if (!result.ok) explain(result);
  renew();
  return result.ok;
}

export async function change(seq, method, body) {
  const result = await send(`${one(state.open)}/messages/${seq}`, body, method);
  if (!result.ok) explain(result);
  renew();
}

async function decide(button, id, decision) {
  await rule(id, decision, button.form);
  renew();
}

async function once(button, work) {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  await work();
  button.ariaBusy = "false";
}

onSent(renew);

$("#panes").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { act: name, body, dialog, go, approve, reject, edit, delete: gone } = button.dataset;
  if (name) once(button, () => act(name, body ? JSON.parse(body) : {}));
  if (dialog) openDialog(dialog);
  if (approve) once(button, () => decide(button, approve, "approved"));
  if (reject) once(button, () => decide(button, reject, "rejected"));
  if (edit) openDialog("edit", edit);
  if (gone) openDialog("discard", gone);
  if (go) turnTo(go);
});

// Enter in the line for a reason must decide nothing by itself.
$("#panes").addEventListener("submit", (event) => {
  if (event.target.matches(".rule")) event.preventDefault();
});

export function turnTo(where) {
  pane(where);
  if (where === "context") $("#context")?.focus();
}
