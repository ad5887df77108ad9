// Ready texts: a slash at the start of a word offers them.

import { $, $$, state } from "./state.js";

let found = [];
let at = 0;

const texts = $$("#snippets li").map((line) => ({ name: line.dataset.name, text: line.textContent }));
const menu = () => $("#suggest");

export function close() {
  found = [];
  if (!menu()) return;
  menu().hidden = true;
  $("#text")?.removeAttribute("aria-activedescendant");
}

function slash(box) {
  return box.value.slice(0, box.selectionStart).match(/(^|\s)\/([\w-]*)$/);
}

/** Offer what fits the word behind the slash; notes need none. */
export function snippets(box, mode) {
  const asked = mode === "reply" ? slash(box) : null;
  found = asked ? texts.filter(({ name }) => name.startsWith(asked[2].toLowerCase())) : [];
  at = 0;
  if (found.length) draw(box);
  else close();
}

/** Show the open menu again: a pane that was drawn anew came without it. */
export function redraw(box) {
  if (found.length) draw(box);
}

function draw(box) {
  menu().replaceChildren(...found.map(line));
  menu().hidden = false;
  box.setAttribute("aria-activedescendant", `snippet-${at}`);
  menu().children[at].scrollIntoView({ block: "nearest" });
}

function line({ name, text }, index) {
  const node = document.createElement("li");
  node.id = `snippet-${index}`;
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", String(index === at));
  node.dataset.index = index;
  const label = document.createElement("b");
  label.textContent = `/${name}`;
  const words = document.createElement("span");
  words.textContent = fill(text);
  node.append(label, words);
  return node;
}

function fill(text) {
  const name = $("#conversation").dataset.name;
  return text.replaceAll(/\{(name|me)\}/g, (whole, place) => (place === "name" ? name : state.display));
}

function insert(index) {
  const box = $("#text");
  const asked = slash(box);
  const start = box.selectionStart - asked[2].length - 1;
  box.setRangeText(fill(found[index].text), start, box.selectionStart, "end");
  close();
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("keydown", (event) => {
  if (!found.length || event.target.id !== "text") return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    at = (at + step + found.length) % found.length;
    draw(event.target);
  } else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") insert(at);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

$("#panes").addEventListener("mousedown", (event) => {
  const option = event.target.closest("#suggest [data-index]");
  if (!option) return;
  event.preventDefault();
  insert(Number(option.dataset.index));
});
