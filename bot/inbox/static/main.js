// The inbox's page: everything begins here.

import "./acts.js";
import "./dialogs.js";
import "./keys.js";
import { decorate } from "./list.js";
import { listen } from "./live.js";
import { count } from "./notify.js";
import { $, $$ } from "./state.js";
import { begin, open } from "./thread.js";

$("#list").addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(row.dataset.id);
});

decorate($("#list"));
count($$('[data-section="needs"] .row').length);
begin();
listen();
document.documentElement.dataset.ready = "yes";
