// Every question the page asks, in one dialog.

import { fragment, send } from "./net.js";
import { settings } from "./notify.js";
import { act, change } from "./press.js";
import { $, $$, state } from "./state.js";

const dialog = $("#dialog");
const DRAWN = new Set(["return", "transfer"]); // these show what the server knows
let about = null; // the conversation and message a question is about
let coming = false; // it was asked for, and the server draws it: what is typed meanwhile means no other button

/** Ask; `seq` is the message it is about, where it is about one. */
export async function openDialog(name, seq = null) {
  if (asking()) return;
  about = { id: state.open, seq };
  coming = true;
  const content = DRAWN.has(name)
    ? await fragment(`/inbox/c/${encodeURIComponent(about.id)}/${name}`).catch(() => null)
    : $(`#${name}`).content.cloneNode(true);
  coming = false;
  if (!content) return;
  dialog.replaceChildren(content);
  if (name === "edit") $("#edit-text").value = $(`[data-seq="${seq}"] .text`).innerText.trim();
  if (name === "settings") settings(dialog);
  dialog.showModal();
}

/** Whether a dialog is open, or about to. */
export const asking = () => dialog.open || coming;

const sends = {
  return: (form) => act("return", { note: form.elements.note.value.trim() }, about.id),
  resolve: () => act("resolve", {}, about.id),
  discard: () => change(about, "DELETE"),
  edit: (form) => change(about, "PATCH", { text: form.elements.text.value }),
  transfer: (form) => {
    const [kind, ...name] = new FormData(form).get("to").split(":");
    return act("transfer", { [kind]: name.join(":") }, about.id);
  },
  snooze: (form, button) => act("snooze", until(form, button.value), about.id),
};

function until(form, value) {
  if (value === "until") return { until: new Date(form.elements.until.value).toISOString() };
  if (value !== "tomorrow") return { minutes: Number(value) };
  const at = new Date();
  at.setDate(at.getDate() + 1);
  at.setHours(9, 0, 0, 0);
  return { until: at.toISOString() };
}

dialog.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  if (event.submitter?.value === "until" && !form.elements.until.value) return form.elements.until.focus();
  dialog.close();
  await sends[form.dataset.send](form, event.submitter);
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  if (event.target.id === "logout") send("/inbox/logout").then(() => location.assign("/inbox"));
});
dialog.addEventListener("input", (event) => {
  if (event.target.id !== "return-note") return;
  $("#return-echo").hidden = !event.target.value.trim();
  $("#return-echo q").textContent = event.target.value.trim();
});
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    $$("button[type=submit]", dialog).at(-1)?.click();
  }
});

$("#open-help").addEventListener("click", () => openDialog("help"));
$("#open-settings").addEventListener("click", () => openDialog("settings"));
