// The log: days, groups, messages and who is writing. Only what changed is drawn anew, so nothing jumps.

import { bubble } from "./bubble.js";
import { h, icon } from "./dom.js";
import { face } from "./faces.js";

const TOGETHER = 5 * 60_000;
const NEAR = 80;
const TYPING = 7000;

export class View {
  constructor(ctx) {
    this.ctx = ctx;
    this.drawn = new Map(); // key -> {mark, element}
    this.log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": ctx.word("history") });
    this.writing = h("div", { class: "writing", "aria-hidden": "true" });
    this.status = h("div", { class: "hidden", role: "status" });
    this.hello = this.greeting();
    const column = h("div", { class: "column" }, this.hello, this.log, this.writing, this.status);
    this.scroller = h(
      "div", { class: "scroller", tabindex: "0", role: "region", "aria-label": ctx.word("history") }, column,
    );
    this.jump = h(
      "button", { type: "button", class: "jump", hidden: true, onclick: () => this.toEnd(true) },
      icon("down"), ctx.word("fresh"),
    );
    this.root = h("div", { class: "history" }, this.scroller, this.jump);
    this.scroller.addEventListener("scroll", () => this.near && (this.jump.hidden = true), { passive: true });
    this.sticky = new ResizeObserver(() => this.stuck && this.toEnd(false));
    this.sticky.observe(column);
    this.sticky.observe(this.scroller);
    this.stuck = true;
    this.top = 0;
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  // Only who goes up lets go of the end: a keyboard or a picture that opens meanwhile moves it away as well.
  scrolled() {
    const { scrollTop } = this.scroller;
    this.stuck = this.near || (this.stuck && scrollTop >= this.top);
    this.top = scrollTop;
  }

  greeting() {
    const { word } = this.ctx;
    const mark = face({ kind: "agent" });
    return h("div", { class: "hello" }, mark, h("h2", {}, word("hello")), h("p", {}, word("intro")));
  }

  get near() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd(smooth) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
    this.jump.hidden = true;
    this.stuck = true;
  }

  // Draw messages in order. What the reader just wrote is always brought into view.
  // `offers` says which buttons still make sense.
  draw(messages, offers) {
    const items = arrange(messages, this.ctx.times, offers);
    this.hello.hidden = items.length > 0;
    const newest = messages.at(-1);
    const grew = newest && newest.id !== this.newest;
    this.newest = newest?.id;
    this.reconcile(items);
    if (grew && (this.stuck || newest.author.kind === "contact")) this.toEnd(false);
    else if (grew && newest.author.kind !== "contact") this.jump.hidden = false;
  }

  reconcile(items) {
    const kept = new Set(items.map((item) => item.key));
    for (const [key, { element }] of this.drawn) {
      if (kept.has(key)) continue;
      element.remove();
      this.drawn.delete(key);
    }
    let before = null;
    for (const item of items) {
      const element = this.element(item);
      const place = before ? before.nextSibling : this.log.firstChild;
      if (element !== place) this.log.insertBefore(element, place);
      before = element;
    }
  }

  element(item) {
    const mark = JSON.stringify(item);
    const old = this.drawn.get(item.key);
    if (old?.mark === mark) return old.element;
    const element = item.day
      ? h("div", { class: "day" }, h("span", {}, item.day))
      : bubble(item, this.ctx);
    if (old) old.element.replaceWith(element);
    this.drawn.set(item.key, { mark, element });
    return element;
  }

  // What an agent has written so far is shown as it grows; the message itself takes its place.
  typing(author, text) {
    clearTimeout(this.silence);
    const name = author.name || this.ctx.word("someone");
    if (this.typist !== name) {
      this.typist = name;
      const dots = h("span", { class: "dots" }, h("i"), h("i"), h("i"));
      this.writing.replaceChildren(face(author), dots);
      this.status.textContent = this.ctx.word("typing", { name });
    }
    if (text) {
      this.draft ??= h("div", { class: "bubble draft", dir: "auto", "aria-hidden": "true" });
      this.draft.textContent = text;
      if (!this.draft.isConnected) this.writing.querySelector(".dots")?.replaceWith(this.draft);
      if (this.stuck) this.toEnd(false);
    }
    this.silence = setTimeout(() => this.quiet(), TYPING);
  }

  quiet() {
    clearTimeout(this.silence);
    this.typist = null;
    this.draft = null;
    this.writing.replaceChildren();
    this.status.textContent = "";
  }

  announce(text) {
    this.status.textContent = text;
  }
}

// Put messages under days, and those of one author that follow each other closely into one group.
function arrange(messages, times, offers) {
  const items = [];
  let day = null;
  messages.forEach((message, at) => {
    const today = times.day(new Date(message.at));
    if (today !== day) items.push({ key: `day:${message.at.slice(0, 10)}:${today}`, day: today });
    const first = today !== day || !together(messages[at - 1], message);
    day = today;
    const next = messages[at + 1];
    const last = !next || !together(message, next) || times.day(new Date(next.at)) !== today;
    const { status, why, buttons = [], ...rest } = message;
    const choices = next ? [] : buttons.filter(offers);
    items.push({ key: rest.id, message: rest, status, why, first, last, choices });
  });
  return items;
}

function together(one, other) {
  if (!one || one.author.kind !== other.author.kind || one.author.name !== other.author.name) return false;
  return new Date(other.at) - new Date(one.at) < TOGETHER;
}

