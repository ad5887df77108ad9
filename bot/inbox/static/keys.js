// The keyboard. A key does what the visible button does, and nothing where there is no button.

import { openApprovals } from "./approvals.js";
import { turn } from "./composer.js";
import { asking, openDialog } from "./dialogs.js";
import { rows } from "./list.js";
import { $, pane, state } from "./state.js";
import { open } from "./thread.js";

const press = (selector) => $(selector, $("#panes"))?.click();

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  t: () => press('.acts [data-act="take"]'),
  r: () => turn("reply"),
  n: () => turn("note"),
  d: () => press("#draft"),
  b: () => press('[data-dialog="return"]'),
  x: () => press('[data-dialog="transfer"]'),
  s: () => press('[data-dialog="snooze"]'),
  e: () => press('[data-dialog="resolve"]'),
  i: () => $("#context")?.focus() ?? pane("context"),
  a: () => openApprovals(),
  "/": () => { pane("list"); $("#search").focus(); $("#search").select(); },
  "?": () => openDialog("help"),
};

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.dataset.id === state.open);
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  if (next.dataset.id !== state.open) open(next.dataset.id);
}

// A dialog that just closed still has the focus until the next frame.
const BOXES = "textarea, select, input:not([type=checkbox]):not([type=radio])";
const writes = (node) => node.matches(BOXES) && node.checkVisibility();

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || asking()) return;
  if (event.key === "Escape") return leave();
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target) || event.repeat && !"jk".includes(event.key)) return;
  const does = KEYS[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

/** Step back: out of the box, out of the context, to the list. */
function leave() {
  if (document.body.dataset.pane === "context") pane("conversation");
  if (writes(document.activeElement)) document.activeElement.blur();
  $(`.row[aria-current]`)?.focus({ preventScroll: true });
}
