// The stream of hints: something changed there. What changed is then asked for.

import { refreshApprovals } from "./approvals.js";
import { refreshList } from "./list.js";
import { arrived, look, rest, typing } from "./presence.js";
import { ring } from "./notify.js";
import { $, state } from "./state.js";
import { refresh } from "./thread.js";

let lost = false;

/** Follow the stream for as long as the page is shown. */
export function listen() {
  const stream = new EventSource(`/inbox/live?tab=${state.tab}`);
  const on = (name, does) => stream.addEventListener(name, (event) => does(JSON.parse(event.data)));
  on("hello", hello);
  on("reload", renew);
  on("changed", changed);
  on("marked", ({ id }) => { if (id === state.open) refresh(); });
  on("typing", (hint) => { if (hint.id === state.open) typing(hint); });
  on("presence", ({ id, people }) => { if (id === state.open) arrived(people); });
  stream.onerror = () => off(stream);
  window.addEventListener("pagehide", () => stream.close(), { once: true });
}

// A page that the browser took out of its cache has missed everything meanwhile.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  lost = true;
  listen();
});

function hello() {
  link("");
  if (lost) renew();
  lost = false;
  look(state.open);
}

function off(stream) {
  lost = true;
  link("Reconnecting…");
  // A browser gives up for good when the server answers with an error: we do not.
  if (stream.readyState === EventSource.CLOSED) {
    setTimeout(listen, 3000);
    refreshList();
  }
}

function link(text) {
  $("#link").textContent = text;
  $("#link").dataset.state = text ? "off" : "on";
}

function renew() {
  refreshList();
  refreshApprovals();
  refresh();
}

function changed(hint) {
  refreshList();
  refreshApprovals();
  if (hint.id === state.open) {
    if (hint.said) rest(hint.said);
    refresh();
  }
  if (hint.needs) ring(hint.name);
}
