// A small menu that opens from a button: arrows move, Escape closes, focus goes back to where it was.

import { h, icon } from "./dom.js";

export function menu(label, items) {
  const button = h(
    "button",
    { type: "button", class: "more", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label },
    icon("more"),
  );
  const root = h("div", { class: "menu" }, button);
  let list = null;

  const close = (focus) => {
    const shown = list;
    list = null; // first, because taking the list away moves the focus, and that closes the menu too
    if (focus) button.focus();
    shown?.remove();
    button.setAttribute("aria-expanded", "false");
    root.classList.remove("open");
  };
  const open = () => {
    list = h("div", { role: "menu", "aria-label": label }, ...items.map((item) => entry(item, close)));
    list.addEventListener("keydown", (event) => keys(event, list, close));
    root.append(list);
    root.classList.add("open");
    button.setAttribute("aria-expanded", "true");
    list.firstChild.focus();
    list.scrollIntoView({ block: "nearest" });
  };
  button.addEventListener("click", () => (list ? close(true) : open()));
  root.addEventListener("focusout", (event) => {
    if (list && !root.contains(event.relatedTarget)) close(false);
  });
  return root;
}

function entry({ label, sign, sure, act }, close) {
  const text = h("span", {}, label);
  const button = h("button", { type: "button", role: "menuitem", tabindex: "-1" }, icon(sign), text);
  let asked = !sure;
  button.addEventListener("click", () => {
    if (!asked) {
      asked = true;
      text.textContent = sure;
      button.classList.add("danger");
      return;
    }
    close(true);
    act();
  });
  return button;
}

function keys(event, list, close) {
  const items = [...list.children];
  const at = items.indexOf(list.getRootNode().activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key === "Escape") {
    event.stopPropagation();
    close(true);
  } else if (event.key in steps) {
    event.preventDefault();
    items[(steps[event.key] + items.length) % items.length].focus();
  }
}
