// Who else is here, and who is writing.

import { one, send } from "./net.js";
import { $, state } from "./state.js";

const WRITES = 6000;
let people = [];
let contact = 0; // until when the contact counts as writing
let others = new Map(); // people and agents writing elsewhere, by name, until when
let timer = 0;

export async function look(id) {
  people = [];
  others = new Map();
  contact = 0;
  say();
  const { ok, data } = await send("/inbox/presence", { tab: state.tab, conversation: id });
  if (ok && state.open === id) arrived(data.people);
}

export function arrived(found) {
  // A page says more than the last key press: who left, or stopped, writes no more.
  for (const { name } of people) others.delete(name);
  people = found;
  say();
  clearTimeout(timer);
  if (people.some((person) => person.writing)) {
    timer = setTimeout(() => arrived(people.map((person) => ({ ...person, writing: false }))), WRITES);
  }
}

export function typing({ kind, name }) {
  if (kind === "contact") contact = Date.now() + WRITES;
  else if (name !== state.display) others.set(name || "The assistant", Date.now() + WRITES);
  say();
  setTimeout(say, WRITES + 50);
}

/** A message arrived: whoever it was has stopped writing. */
export function rest(kind) {
  if (kind === "contact") contact = 0;
  else others.clear();
  say();
}

function say() {
  const line = $("#beside");
  if (!line) return;
  const now = Date.now();
  const name = $("#conversation")?.dataset.name || "The contact";
  const writing = [...others].filter(([, until]) => until > now).map(([who]) => who);
  const parts = contact > now ? [`${name} is writing…`] : [];
  for (const person of people) {
    if (person.writing || writing.includes(person.name)) parts.push(`${person.name} is writing…`);
    else parts.push(`${person.name} is viewing`);
  }
  for (const who of writing) if (!people.some((person) => person.name === who)) parts.push(`${who} is writing…`);
  const text = parts.join(" · ");
  if (line.textContent !== text) line.textContent = text;
}

export { say };

let told = 0;

/** Tell the others that we write; a note shows the contact no dots. */
export function writes(note) {
  if (!state.open || Date.now() - told < 2500) return;
  told = Date.now();
  send(`${one(state.open)}/typing`, { note });
}
