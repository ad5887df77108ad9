// The two boxes: a reply and a note. Drafts are kept for each conversation and each box.

import { onDraft, paint } from "./drafting.js";
import { one, send } from "./net.js";
import { say, writes } from "./presence.js";
import { close as closeSnippets, redraw, snippets } from "./snippets.js";
import { $, $$, fresh, memory, state } from "./state.js";
import { explain, toast } from "./toast.js";
import { attach, attached, detach, onTray, showTray } from "./tray.js";

let mode = "reply";
let drawn = null; // whose draft is in the box
let unsent = null; // the name of a message whose sending may have failed: the next try has the same
const sent = [];

/** Call back after something was sent. */
export const onSent = (listener) => sent.push(listener);

const draft = () => `draft:${mode}:${state.open}`;
const box = () => $("#text");

/** Forget which draft is shown: another conversation comes. */
export function forget() {
  drawn = null;
  unsent = null;
  mode = "reply";
}

/** Make the composer look as it should after the server drew it anew. */
export function sync() {
  const form = $("#composer");
  if (!box()) return;
  if (locked() && mode === "reply" && memory.get(`draft:note:${state.open}`) && drawn === null) mode = "note";
  form.dataset.mode = mode;
  form.toggleAttribute("data-locked", locked());
  for (const tab of $$('[role="tab"]', form)) {
    tab.setAttribute("aria-selected", String(tab.dataset.mode === mode));
    tab.tabIndex = tab.dataset.mode === mode ? 0 : -1;
  }
  $("#writing").setAttribute("aria-labelledby", `tab-${mode}`);
  $("#send").textContent = $("#send").dataset[mode];
  box().placeholder = box().dataset[mode];
  $("#text-label").textContent = box().dataset[mode];
  if (drawn !== draft()) {
    closeSnippets();
    drawn = draft();
    box().value = memory.get(draft()) || "";
    showTray(drawn);
  }
  redraw(box());
  paint();
  say();
}

export const locked = () => $("#conversation")?.dataset.lock !== "open";

/** Turn to a box, and put the cursor into it where that box is open. */
export function turn(to, focus = true) {
  if (!box()) return;
  closeSnippets();
  mode = to;
  sync();
  const target = mode === "reply" && locked() ? $('.lockline button') : box();
  if (focus) target?.focus();
}

/** Add a text to the reply of a conversation, below what stands there already. */
onDraft((id, text) => {
  const name = `draft:reply:${id}`;
  const open = drawn === name && box();
  const before = (open ? box().value : memory.get(name) || "").trimEnd();
  const whole = before ? `${before}\n\n${text}` : text;
  memory.set(name, whole);
  if (!open) return;
  unsent = null;
  box().value = whole;
  if (!locked()) box().focus();
});

/** Attach files to what is being written. */
export function hand(files) {
  const shut = mode === "reply" && locked() && "Take the conversation over first, or attach it to a note.";
  const why = shut || attach(state.open, draft(), files);
  if (why) toast(why, "failed");
  else box().focus();
}

onTray((name) => {
  if (name === drawn) unsent = null;
});

async function submit() {
  const text = box().value.trim();
  const button = $("#send");
  const { ids: files, wait } = attached(draft());
  if ((!text && !files.length) || button.ariaBusy === "true" || (mode === "reply" && locked())) return;
  if (wait) return toast(wait, "failed");
  const at = { id: state.open, mode, name: draft(), key: (unsent ??= fresh()) };
  button.ariaBusy = "true";
  const result = await send(`${one(at.id)}/${at.mode}`, { text, files, id: at.key });
  button.ariaBusy = "false";
  if (result.ok) done(at, text, files);
  else explain(result);
  if (result.status) unsent = null;
  sent.forEach((listener) => listener(result));
}

function done(at, text, files) {
  memory.set(at.name, null);
  detach(at.name, files);
  if (drawn === at.name && box().value.trim() === text) box().value = "";
}

const panes = $("#panes");

panes.addEventListener("click", (event) => {
  const tab = event.target.closest("#composer [data-mode]:is(button)");
  if (tab) turn(tab.dataset.mode);
});
panes.addEventListener("submit", (event) => {
  if (event.target.id !== "composer") return;
  event.preventDefault();
  submit();
});
panes.addEventListener("input", (event) => {
  if (event.target !== box()) return;
  unsent = null;
  memory.set(draft(), box().value);
  snippets(box(), mode);
  if (box().value) writes(mode === "note");
});
panes.addEventListener("keydown", (event) => {
  if (event.target === box() && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    submit();
  }
  const tab = event.target.closest('[role="tab"]');
  if (tab && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    turn(mode === "reply" ? "note" : "reply", false);
    $(`#tab-${mode}`).focus();
  }
});
