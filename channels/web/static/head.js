// The heading: who answers now, the way to a person, and what happens while one is awaited.

import { h, icon } from "./dom.js";
import { called, face } from "./faces.js";

const WITH_PERSON = ["waiting", "human"];

export class Head {
  constructor({ word, config, ask, close }) {
    Object.assign(this, { word, config });
    this.who = h("p", { class: "who" });
    this.person = h("button", { type: "button", class: "ask", onclick: ask }, icon("person"), h("span", {}, word("person")));
    const title = h("div", { class: "title" }, h("h1", {}, config.title), this.who);
    const leave = close
      ? h("button", { type: "button", class: "bare leave", "aria-label": word("close"), onclick: close }, icon("close"))
      : null;
    this.root = h("header", { class: "head" }, title, this.person, leave);
    this.line = h("div", { class: "lost", role: "status" });
    this.panel = h("div", { class: "awaited", role: "status", hidden: true });
  }

  // `asking` says that the wish for a person is on its way.
  draw(state, asking) {
    const { owner, operator } = state;
    this.who.replaceChildren(...this.whom(owner, operator));
    const label = this.word(asking ? "asking" : "person");
    this.person.querySelector("span").textContent = label;
    this.person.setAttribute("aria-disabled", String(asking));
    this.person.hidden = WITH_PERSON.includes(owner);
    this.wait(state);
  }

  whom(owner, operator) {
    if (owner === "human") {
      const name = operator ?? this.word("team");
      return [face({ kind: "human", name }), this.word("human", { name })];
    }
    if (owner === "waiting") return [h("span", { class: "pulse" }), this.word("waiting")];
    if (owner === "closed") return [this.word("closed")];
    const names = new Set([called(this.config.bot), this.word("assistant")]);
    return [face({ kind: "agent" }), [...names].filter(Boolean).join(" · ")];
  }

  wait({ owner, ticket, told }) {
    const mark = owner === "waiting" ? `${ticket}:${told}` : "";
    if (mark === this.mark) return;
    this.mark = mark;
    this.panel.hidden = mark === "";
    if (mark === "") return this.panel.replaceChildren();
    const now = [this.word(told ? "told" : "telling"), ticket ? this.word("ticket", { ticket }) : ""];
    const lines = [
      h("strong", {}, now.filter(Boolean).join(" ")),
      told ? null : h("span", {}, this.word("keep")), // once told, the message above says it with its time
      ...this.reach(),
    ];
    this.panel.replaceChildren(...lines.filter(Boolean));
  }

  reach() {
    const ways = this.config.reach;
    if (ways.length === 0) return [];
    const list = ways.map((way) => h("li", {}, address(way)));
    return [h("span", {}, this.word("reach")), h("ul", {}, ...list)];
  }

  connected(yes) {
    this.line.textContent = yes ? "" : this.word("offline");
  }
}

function address(way) {
  if (/^\S+@\S+\.\S+$/.test(way)) return h("a", { href: `mailto:${way}` }, way);
  if (/^\+?[\d\s()/-]{5,}$/.test(way)) return h("a", { href: `tel:${way.replace(/[^\d+]/g, "")}` }, way);
  if (/^https?:\/\//.test(way)) return h("a", { href: way, target: "_blank", rel: "noopener" }, way);
  return way;
}
