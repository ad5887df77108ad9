// One message as people see it.

import { attachments } from "./attachments.js";
import { h, hidden, icon } from "./dom.js";
import { nameplate } from "./faces.js";
import { link } from "./links.js";
import { menu } from "./menu.js";

// `item` is a message with how it stands in its group; `ctx` has word, times, url, find and the acts.
export function bubble(item, ctx) {
  const { message } = item;
  if (message.author.kind === "system") return line(item, ctx);
  const mine = message.author.kind === "contact";
  const row = h("div", { class: classes(item, mine) });
  if (item.first && !mine) row.append(nameplate(message.author, ctx.word));
  else row.append(hidden(`${mine ? ctx.word("you") : message.author.name}: `));
  row.append(h("div", { class: "line" }, body(message, ctx), message.deleted ? null : options(item, ctx)));
  if (message.sources?.length) row.append(sources(message.sources, ctx));
  row.append(foot(item, ctx));
  if (item.choices?.length) row.append(suggestions(item.choices, ctx));
  return row;
}

function classes(item, mine) {
  const { message } = item;
  const names = ["message", mine ? "mine" : "theirs", message.author.kind];
  if (item.first) names.push("first");
  if (message.deleted) names.push("gone");
  if (item.status === "failed" || item.status === "waiting") names.push("unsent");
  return names.join(" ");
}

function line({ message, choices }, ctx) {
  const text = link(h("span", { class: "said" }, message.text));
  const row = h("div", { class: "system", title: ctx.times.exact(new Date(message.at)) }, text);
  if (choices?.length) row.append(suggestions(choices, ctx));
  return row;
}

function body(message, ctx) {
  if (message.deleted) return h("div", { class: "bubble" }, h("em", {}, ctx.word("deleted")));
  const inside = [];
  if (message.reply_to) inside.push(quote(ctx.find(message.reply_to), ctx));
  if (message.files?.length) inside.push(attachments(message.files, ctx.url));
  if (message.text) inside.push(words(message));
  return h("div", { class: "bubble" }, ...inside);
}

// The server made the markup from Markdown and cleaned it; a contact's own words are text.
function words(message) {
  if (message.html === undefined) return plain(message);
  const holder = h("div", { class: "text", dir: "auto" });
  const template = document.createElement("template");
  try {
    template.innerHTML = message.html;
  } catch {
    return link(plain(message)); // a page around us that trusts no markup at all
  }
  holder.append(template.content);
  return link(holder);
}

function plain(message) {
  return h("div", { class: "text plain", dir: "auto" }, message.text);
}

function quote(quoted, ctx) {
  if (!quoted) return null;
  const who = quoted.author.kind === "contact" ? ctx.word("you") : quoted.author.name;
  const text = quoted.deleted ? ctx.word("deleted") : quoted.text || quoted.files?.[0]?.name || "";
  return h("div", { class: "quote" }, h("span", { class: "name" }, who), h("span", { class: "said", dir: "auto" }, text));
}

function options(item, ctx) {
  const { message } = item;
  if (!message.seq) return null;
  const items = [{ label: ctx.word("reply"), sign: "back", act: () => ctx.reply(message) }];
  if (message.author.kind === "contact") {
    if (message.text) items.push({ label: ctx.word("edit"), sign: "pen", act: () => ctx.edit(message) });
    items.push({
      label: ctx.word("remove"), sure: ctx.word("sure"), sign: "bin", act: () => ctx.remove(message),
    });
  }
  return menu(ctx.word("options"), items);
}

function sources(list, ctx) {
  const entries = list.map((source) => {
    const name = [source.title, source.section].filter(Boolean).join(" · ");
    const safe = /^https?:\/\//.test(source.url ?? "");
    const props = { href: source.url, target: "_blank", rel: "noopener noreferrer" };
    return h("li", {}, safe ? h("a", props, name) : name);
  });
  const summary = h("summary", {}, `${ctx.word("sources")} (${list.length})`);
  return h("details", { class: "sources" }, summary, h("ul", {}, ...entries));
}

function suggestions(buttons, ctx) {
  const choices = buttons.map((button) =>
    h("button", { type: "button", class: "choice", onclick: () => ctx.press(button.action) }, button.label),
  );
  return h("div", { class: "choices", role: "group", "aria-label": ctx.word("suggestions") }, ...choices);
}

const MARKS = { sending: "clock", sent: "check", delivered: "checks", waiting: "alert", failed: "alert" };

function foot(item, ctx) {
  const { message, status } = item;
  const at = new Date(message.at);
  const inside = [];
  if (item.last) inside.push(h("time", { datetime: at.toISOString(), title: ctx.times.exact(at) }, ctx.times.short(at)));
  if (message.edited) inside.push(h("span", {}, ctx.word("edited")));
  if (status) inside.push(mark(item, ctx));
  if (!inside.length) return h("div", { class: "foot none" });
  return h("div", { class: "foot" }, ...inside);
}

// What the server calls a reason, and the words for it here; of others nothing is told but that it failed.
const REASONS = new Map([
  ["too_long", "refusedLong"],
  ["unknown_file", "refusedFile"],
  ["not_served", "refusedHere"],
]);

function mark({ message, status, why }, ctx) {
  const words = [{ waiting: "unsent" }[status] ?? status, REASONS.get(why)];
  const text = words.filter(Boolean).map((word) => ctx.word(word)).join(" ");
  const parts = [icon(MARKS[status]), h("span", {}, text)];
  if (status === "failed" || status === "waiting") {
    parts.push(h("button", { type: "button", onclick: () => ctx.retry(message.id) }, ctx.word("retry")));
  }
  if (status === "failed") {
    parts.push(h("button", { type: "button", onclick: () => ctx.discard(message.id) }, ctx.word("discard")));
  }
  return h("span", { class: `status ${status}` }, ...parts);
}
