// The buttons of a conversation.

import { rule } from "./approvals.js";
import { onSent } from "./composer.js";
import { openDialog } from "./dialogs.js";
import { act, renew } from "./press.js";
import { $, pane } from "./state.js";
import { bottom } from "./thread.js";

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

onSent(({ ok }) => {
  if (ok) bottom(); // who has written reads on from there
  renew();
});

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

function turnTo(where) {
  pane(where);
  if (where === "context") $("#context")?.focus();
}
