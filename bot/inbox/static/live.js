// What the inbox is told as it happens: something changed there. What changed is then asked for.

import { refreshApprovals } from "./approvals.js";
import { refreshList } from "./list.js";
import { ring } from "./notify.js";
import { arrived, look, rest, typing } from "./presence.js";
import { state } from "./state.js";
import { follow } from "./stream.js";
import { refresh } from "./thread.js";

/** Follow the stream for as long as the page is shown. */
export function listen() {
  follow(`/inbox/live?tab=${state.tab}`, {
    hello,
    changed,
    reload: renew,
    refused: refreshList,
    marked: ({ id }) => { if (id === state.open) refresh(); },
    typing: (hint) => { if (hint.id === state.open) typing(hint); },
    presence: ({ id, people }) => { if (id === state.open) arrived(people); },
  });
}

function hello(lost) {
  if (lost) renew();
  look(state.open);
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
