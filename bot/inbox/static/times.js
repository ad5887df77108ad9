// Times that go on by themselves: relative where they are read, exact when the pointer rests on them.

import { $$ } from "./state.js";

const exact = new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "medium" });
const hour = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit" });
const soon = new Intl.DateTimeFormat([], { weekday: "short", hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "short" });
const weekday = new Intl.DateTimeFormat([], { weekday: "long", day: "numeric", month: "long" });

export function ago(seconds) {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  if (minutes < 1) return "now";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1440)} d`;
}

export function dayOf(iso) {
  const at = new Date(iso);
  const days = Math.round((midnight(new Date()) - midnight(at)) / 86400000);
  if (days === 0) return "Today";
  return days === 1 ? "Yesterday" : weekday.format(at);
}

function midnight(at) {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate());
}

function level(chip, now) {
  const limit = Number(chip.dataset.limit);
  const waited = now - Number(chip.dataset.start);
  if (!(limit > 0) || waited < limit / 2) return "calm";
  return waited < limit ? "soon" : "late";
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Bring every time within a node up to date. */
export function tick(within = document) {
  const now = Date.now() / 1000;
  for (const node of $$("time[datetime]", within)) {
    const at = new Date(node.dateTime);
    if ("since" in node.dataset) put(node, ago(now - Number(node.dataset.since)));
    else if ("until" in node.dataset) put(node, soon.format(at));
    else if ("exact" in node.dataset) put(node, date.format(at));
    else if ("clock" in node.dataset) put(node, hour.format(at));
    if (node.classList.contains("chip")) node.className = `chip ${level(node, now)}`;
    node.title = `${node.dataset.says ? `${node.dataset.says}: ` : ""}${exact.format(at)}`;
  }
}

/** Put a line before the first thing of each day. */
export function divideDays(thread) {
  let before = "";
  for (const node of $$(":scope > [data-at]", thread)) {
    const day = new Date(node.dataset.at).toDateString();
    if (day !== before) {
      const line = document.createElement("p");
      line.className = "day";
      line.dataset.key = `d${day}`;
      line.textContent = dayOf(node.dataset.at);
      node.before(line);
      before = day;
      node.classList.remove("joined");
    }
  }
}

setInterval(() => document.hidden || tick(), 10000);
document.addEventListener("visibilitychange", () => document.hidden || tick());
