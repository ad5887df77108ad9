// <handoff-chat>: the chat in a shadow root of its own, as a whole page or as a button in the corner of another.

import { Api } from "./api.js";
import { isColour, palette } from "./colour.js";
import { Conversation } from "./conversation.js";
import { h, icon } from "./dom.js";
import { Shelf } from "./shelf.js";
import { language, words } from "./words.js";

const BASE = new URL("..", import.meta.url);
const SHEETS = ["chat.css", "bubbles.css", "composer.css"];

class Chat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.attachShadow({ mode: "open" });
    this.root = h("div", { class: `root ${this.whole ? "page" : "widget"}`, hidden: true });
    if (this.dataset.theme) this.root.setAttribute("data-theme", this.dataset.theme);
    this.shadowRoot.append(this.root);
    this.build();
  }

  get whole() {
    return this.dataset.mode === "page";
  }

  async build() {
    const [config] = await Promise.all([this.configured(), ...SHEETS.map((name) => this.sheet(name))]);
    this.paint(config);
    this.tongue = language(this.dataset.lang);
    this.word = words(this.tongue);
    this.root.setAttribute("lang", this.tongue);
    this.root.hidden = false; // before it is filled: a hidden box has no height to measure
    const title = config.title || this.word("heading");
    this.fill({ ...config, title });
    this.dispatchEvent(new CustomEvent("ready", { detail: { language: this.tongue, title } }));
  }

  // What the embedding page says wins over the server's settings.
  async configured() {
    this.shelf = new Shelf(BASE.host + BASE.pathname);
    this.api = new Api(BASE, this.shelf);
    for (let pause = 500; ; pause = Math.min(pause * 2, 10_000)) {
      try {
        const config = await this.api.config();
        return { ...config, title: this.dataset.title || config.title };
      } catch {
        await new Promise((done) => setTimeout(done, pause));
      }
    }
  }

  sheet(name) {
    return new Promise((done) => {
      const link = h("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href });
      link.addEventListener("load", done);
      link.addEventListener("error", done);
      this.shadowRoot.prepend(link);
    });
  }

  paint(config) {
    const { accent, color } = this.dataset;
    const main = isColour(accent) ? accent : config.accent;
    const brand = isColour(color) ? color : isColour(accent) ? accent : config.color;
    for (const [name, value] of Object.entries(palette(main, brand))) this.root.style.setProperty(name, value);
  }

  fill(config) {
    this.api.who = { name: this.dataset.name ?? "", language: this.tongue };
    const shared = { api: this.api, shelf: this.shelf, word: this.word, language: this.tongue, config };
    const close = this.whole ? null : () => this.toggle(false);
    this.talk = new Conversation({ ...shared, close, unread: (message) => this.count(message) });
    if (this.whole) this.fillPage();
    else this.fillWidget(config);
  }

  fillPage() {
    this.root.append(h("main", {}, this.talk.root));
    this.fit();
    this.talk.start();
    if (matchMedia("(pointer: fine)").matches) this.talk.composer.text.focus();
  }

  fillWidget(config) {
    this.badge = h("span", { class: "badge", hidden: true });
    this.launcher = h(
      "button",
      { type: "button", class: "launcher", "aria-expanded": "false", "aria-label": this.word("open"), onclick: () => this.toggle() },
      icon("chat"), icon("close"), this.badge,
    );
    this.panel = h("div", { class: "panel", role: "dialog", "aria-label": config.title, hidden: true }, this.talk.root);
    this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(false));
    this.root.append(this.panel, this.launcher);
    this.fit();
    if (this.api.known) this.talk.start();
    if (this.shelf.get("open") && innerWidth > 640) this.toggle(true, false);
  }

  toggle(open = this.panel.hidden, focus = true) {
    this.panel.hidden = !open;
    this.root.classList.toggle("open", open);
    this.launcher.setAttribute("aria-expanded", String(open));
    this.launcher.setAttribute("aria-label", this.word(open ? "close" : "open"));
    this.shelf.set("open", open);
    if (open) this.shown(focus);
    else this.launcher.focus();
  }

  shown(focus) {
    this.count(null);
    this.talk.start();
    this.talk.view.toEnd(false);
    this.talk.composer.refresh();
    if (focus) this.talk.composer.text.focus();
  }

  // Count what came while the widget is shut; what was read before a reload is not new again.
  count(message) {
    if (this.whole) return;
    const last = this.talk.transcript.last;
    if (message === null || !this.panel.hidden) {
      this.shelf.set("read", last);
      this.fresh = 0;
    } else if (message.seq > (this.shelf.get("read") ?? 0)) this.fresh = (this.fresh ?? 0) + 1;
    this.badge.hidden = !this.fresh;
    this.badge.textContent = this.fresh || "";
    if (this.fresh) this.launcher.setAttribute("aria-label", `${this.word("open")} (${this.word("unread", { count: this.fresh })})`);
  }

  // A phone's keyboard covers the page without telling the layout; the visual viewport knows.
  fit() {
    const seen = window.visualViewport;
    if (!seen) return;
    const set = () => {
      this.root.style.setProperty("--seen", `${seen.height}px`);
      this.root.style.setProperty("--above", `${seen.offsetTop}px`);
    };
    seen.addEventListener("resize", set);
    seen.addEventListener("scroll", set);
    set();
  }
}

if (!customElements.get("handoff-chat")) customElements.define("handoff-chat", Chat);
