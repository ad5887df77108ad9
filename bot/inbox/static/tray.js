// Files beside a draft: uploaded at once, kept with the draft, sent with its text.

import { one, upload } from "./net.js";
import { $, memory } from "./state.js";

const trays = new Map(); // the files of each draft, by the draft's name
const listeners = [];
let shown = null;

/** Call back with the draft's name when its files changed. */
export const onTray = (listener) => listeners.push(listener);

const tray = (name) => {
  if (!trays.has(name)) trays.set(name, kept(name));
  return trays.get(name);
};

function kept(name) {
  try {
    return JSON.parse(memory.get(`files:${name}`) || "[]").map((file) => ({ ...file, state: "done" }));
  } catch {
    return [];
  }
}

/** Show the files of a draft. */
export function showTray(name) {
  shown = name;
  draw();
}

/** Attach files to a draft of a conversation; gives why nothing was attached, or nothing. */
export function attach(id, name, files) {
  const most = Number($("#files").dataset.most);
  if (tray(name).length + files.length > most) return `A message takes at most ${most} files.`;
  for (const file of files) begin(id, name, file);
  return "";
}

/** What may go: the ids, or why it has to wait. */
export function attached(name) {
  const files = tray(name);
  const wait = { busy: "A file is still on its way. Send when it is there.", failed: "A file could not be attached. Remove it, or try again." };
  const held = files.find((file) => file.state !== "done");
  return { ids: files.map((file) => file.id), wait: held ? wait[held.state] : "" };
}

/** Forget the files that were sent. */
export function detach(name, ids) {
  trays.set(name, tray(name).filter((file) => !ids.includes(file.id)));
  changed(name);
}

function begin(id, name, source) {
  const largest = Number($("#files").dataset.largest);
  const file = { name: source.name || "image.png", size: source.size, source };
  if (source.type.startsWith("image/")) file.url = URL.createObjectURL(source);
  tray(name).push(file);
  if (source.size <= largest) return bring(id, name, file);
  fail(name, file, `is larger than ${Math.floor(largest / 1048576)} MB`);
}

async function bring(id, name, file) {
  file.stop = new AbortController();
  Object.assign(file, { state: "busy", part: 0, again: () => bring(id, name, file) });
  changed(name);
  const result = await upload(`${one(id)}/files`, file.source, (part) => progress(file, part), file.stop.signal);
  if (file.stop.signal.aborted) return;
  if (!result.ok) return fail(name, file, why(result), result.status === 0 || result.status >= 500);
  if (file.url) URL.revokeObjectURL(file.url);
  const { id: stored, name: called, size, type, url } = result.data;
  Object.assign(file, { id: stored, name: called, size, type, url, state: "done" });
  changed(name);
}

function why({ status, data }) {
  if (status === 0) return "could not be uploaded";
  if (data.error === "unsupported_file") return "is none of the kinds that can be sent: pictures, PDF, text, office files, sound, films";
  return data.message || "could not be uploaded";
}

function fail(name, file, told, again = false) {
  Object.assign(file, { state: "failed", told, again: again && file.again });
  changed(name);
}

function drop(name, file) {
  file.stop?.abort();
  trays.set(name, tray(name).filter((other) => other !== file));
  changed(name);
}

function changed(name) {
  const done = tray(name).filter((file) => file.state === "done");
  const lean = done.map(({ id, name: called, size, type, url }) => ({ id, name: called, size, type, url }));
  memory.set(`files:${name}`, lean.length ? JSON.stringify(lean) : null);
  if (name === shown) draw();
  listeners.forEach((listener) => listener(name));
}

function progress(file, part) {
  file.part = part;
  const bar = file.node && $("progress", file.node);
  if (bar) bar.value = part;
}

function draw() {
  const list = $("#tray");
  if (!list) return;
  const files = tray(shown);
  list.hidden = files.length === 0;
  list.replaceChildren(...files.map((file) => (file.node = line(file))));
}

function line(file) {
  const node = $("#attachment").content.firstElementChild.cloneNode(true);
  node.dataset.state = file.state;
  if (file.state === "done" ? file.type.startsWith("image/") : file.url) preview($(".thumb", node), file.url);
  $(".called", node).textContent = file.name;
  $(".told", node).textContent = { busy: "uploading…", failed: file.told, done: size(file.size) }[file.state];
  $("progress", node).value = file.part ?? 0;
  $("progress", node).ariaLabel = `Uploading ${file.name}`;
  $("[data-again]", node).hidden = !(file.state === "failed" && file.again);
  $("[data-again]", node).addEventListener("click", () => file.again());
  $("[data-discard]", node).ariaLabel = `Remove ${file.name}`;
  $("[data-discard]", node).addEventListener("click", () => {
    drop(shown, file);
    $("#text").focus();
  });
  return node;
}

// What calls itself a picture and is none keeps the sign of any other file.
function preview(thumb, url) {
  const picture = new Image();
  picture.alt = "";
  picture.addEventListener("load", () => thumb.replaceChildren(picture));
  picture.src = url;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${Math.floor(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
