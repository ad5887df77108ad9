// What a press sends; whoever was first, the page then shows how it stands.

import { refreshApprovals } from "./approvals.js";
import { refreshList } from "./list.js";
import { one, send } from "./net.js";
import { state } from "./state.js";
import { refresh } from "./thread.js";
import { explain } from "./toast.js";

/** Ask for everything again that a press may have changed. */
export function renew() {
  refresh();
  refreshList();
  refreshApprovals();
}

/** Act on a conversation. */
export function act(name, body = {}, id = state.open) {
  return press(`${one(id)}/${name}`, body);
}

/** Change or take back a message of one's own. */
export function change({ id, seq }, method, body) {
  return press(`${one(id)}/messages/${seq}`, body, method);
}

async function press(path, body, method) {
  const result = await send(path, body, method);
  if (!result.ok) explain(result);
  renew();
}
