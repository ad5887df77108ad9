// The page of workflows: where runs stand, as they move.

import { morph } from "./morph.js";
import { fragment } from "./net.js";
import { $, $$ } from "./state.js";
import { follow } from "./stream.js";
import { tick } from "./times.js";

const flows = $("#flows");
let running = false;
let again = false;

async function renew() {
  again = running;
  if (running) return;
  running = true;
  do {
    again = false;
    const next = await fragment("/workflows/panes").catch(() => null);
    if (next) show(next);
  } while (again);
  running = false;
}

function show(next) {
  tick(next);
  const known = new Set($$(".drawing", flows));
  morph(flows, next);
  $$(".drawing", flows).filter((drawing) => !known.has(drawing)).forEach(begin);
}

/** A drawing that is wider than the page begins where the workflow begins. */
function begin(drawing) {
  const trigger = $(".wf-trigger", drawing) ?? $("svg", drawing);
  const [inside, around] = [trigger.getBoundingClientRect(), drawing.getBoundingClientRect()];
  drawing.scrollLeft += inside.left + inside.width / 2 - around.left - around.width / 2;
}

tick();
$$(".drawing", flows).forEach(begin);
follow("/workflows/live", { hello: renew, moved: renew, reload: renew, refused: renew });
document.documentElement.dataset.ready = "yes";
