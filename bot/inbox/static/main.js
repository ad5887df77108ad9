// The inbox's page: everything begins here.

import "./acts.js";
import { openApprovals } from "./approvals.js";
import "./dialogs.js";
import "./handing.js";
import "./keys.js";
import { decorate } from "./list.js";
import { listen } from "./live.js";
import { count } from "./notify.js";
import { $, $$ } from "./state.js";
import { begin, open } from "./thread.js";

const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey);

$("#list").addEventListener("click", (event) => {
  const link = event.target.closest(".row, #go-approvals");
  if (!link || !plain(event)) return;
  event.preventDefault();
  if (link.dataset.id) open(link.dataset.id);
  else openApprovals();
});
$("#panes").addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  if (!link || !plain(event)) return;
  event.preventDefault();
  open(link.dataset.open);
});

decorate($("#list"));
count($$('[data-section="needs"] .row').length);
begin();
listen();
document.documentElement.dataset.ready = "yes";
