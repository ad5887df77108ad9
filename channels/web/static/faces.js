// Who speaks, told apart by shape and word: an assistant is a square with a mark, a person a circle with initials.

import { h, icon } from "./dom.js";

export function face(author) {
  if (author.kind === "agent") return h("span", { class: "face machine", "aria-hidden": "true" }, icon("agent"));
  const letters = initials(author.name);
  const inside = letters || icon("person");
  return h("span", { class: "face person", "aria-hidden": "true" }, inside);
}

export function initials(name) {
  const words = (name ?? "").trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...word][0].toLocaleUpperCase()).join("");
}

// What the assistant is called. "Assistant" is what it is where nobody named it: a role, said in the page's language.
export const called = (name) => (name === "Assistant" ? "" : name);

// Name and role above a group of messages.
export function nameplate(author, word) {
  const role = author.kind === "agent" ? word("assistant") : word("team");
  const name = author.kind === "agent" ? called(author.name) : author.name;
  return h(
    "div",
    { class: `nameplate ${author.kind}` },
    face(author),
    h("span", { class: "name" }, name || role),
    name && name !== role ? h("span", { class: "role" }, role) : null,
  );
}
