// One conversation on one page: joins what is known, what is unsent, and what is seen.

import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { Head } from "./head.js";
import { Outbox } from "./outbox.js";
import { Stream } from "./stream.js";
import { Times } from "./time.js";
import { Transcript } from "./transcript.js";
import { View } from "./view.js";

const PATIENCE = 1200; // a line that comes back within it was never lost

export class Conversation {
  constructor({ api, shelf, word, language, config, close, unread }) {
    Object.assign(this, { api, word, config, unread });
    this.transcript = new Transcript();
    this.head = new Head({ word, config, close, ask: () => this.ask() });
    this.view = new View(this.context(new Times(language, word)));
    this.outbox = new Outbox(api, shelf, () => this.draw());
    this.composer = new Composer({ api, shelf, word, config, acts: this.acts() });
    this.stream = new Stream(api, {
      place: () => this.transcript.last,
      event: (name, data) => this.take(name, data),
      line: (live) => this.connected(live),
    });
    api.onlost = () => this.begin();
    addEventListener("online", () => this.outbox.hurry());
    this.root = h(
      "div", { class: "chat" },
      this.head.root, this.head.line, this.view.root, this.head.panel, this.composer.root,
    );
    this.drops();
    this.draw();
  }

  context(times) {
    return {
      word: this.word,
      times,
      url: (path) => this.api.url(path),
      find: (seq) => this.transcript.messages.get(seq),
      press: (action) => this.press(action),
      retry: (id) => this.outbox.retry(id),
      discard: (id) => this.outbox.drop(id),
      reply: (message) => this.composer.reply(message, this.name(message.author)),
      edit: (message) => this.composer.edit(message),
      remove: (message) => this.attempt(() => this.api.remove(message.id)),
    };
  }

  acts() {
    return {
      say: (message) => this.say(message),
      change: (message, text) => this.attempt(() => this.api.edit(message.id, text), () => {
        this.composer.edit({ ...message, text });
      }),
      typing: () => this.api.known && this.api.typing().catch(() => {}),
      lastOwn: () => this.transcript.lastOwn,
    };
  }

  start() {
    this.composer.refresh();
    this.stream.start();
    this.outbox.flush();
  }

  say(message) {
    this.start();
    this.outbox.add("say", message);
    this.view.toEnd(false);
  }

  ask() {
    if (this.outbox.asking) return;
    this.start();
    this.outbox.add("person");
  }

  press(action) {
    if (action === "person") this.ask();
    else if (action.startsWith("say:")) this.say({ text: action.slice(4) });
  }

  async attempt(call, undo = () => {}) {
    try {
      await call();
    } catch {
      undo();
      this.composer.fail(this.word("changeFailed"));
    }
  }

  take(name, data) {
    if (name === "typing") return this.view.typing(data.author, data.text);
    // The server's conversation is shorter than ours: it is another one.
    if (name === "state" && data.seq < this.transcript.last) return this.begin();
    if (!this.transcript.apply(name, data)) return;
    if (name === "message") this.heard(data);
    this.draw();
  }

  heard(message) {
    if (message.author.kind === "contact") return this.outbox.confirmed(message.id);
    this.view.quiet();
    this.unread(message);
  }

  begin() {
    this.transcript.clear();
    this.draw();
    this.stream.restart();
  }

  connected(live) {
    clearTimeout(this.doubt);
    if (!live) this.doubt = setTimeout(() => this.head.connected(false), PATIENCE);
    else {
      this.head.connected(true);
      this.outbox.hurry();
    }
  }

  name(author) {
    return author.kind === "contact" ? "" : author.name || this.word("assistant");
  }

  // Events come in bursts; the page is drawn once for each burst.
  draw() {
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => {
      this.drawing = false;
      const { owner } = this.transcript;
      const withPerson = owner.owner === "waiting" || owner.owner === "human";
      this.head.draw(owner, this.outbox.asking);
      this.view.draw(this.messages(), (button) => button.action !== "person" || !withPerson);
    });
  }

  messages() {
    const list = this.transcript.list;
    const own = list.findLastIndex((message) => message.author.kind === "contact");
    const shown = list.map((message, at) => (at === own && !message.deleted ? { ...message, status: "delivered" } : message));
    const unsent = this.outbox.messages.filter((item) => !this.transcript.has(item.id));
    return [...shown, ...unsent.map(asMessage)];
  }

  drops() {
    const { root } = this;
    if (this.config.file_types.length === 0) return;
    const mark = h("div", { class: "drop", "aria-hidden": "true" }, this.word("dropHere"));
    root.append(mark);
    root.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      root.classList.add("dropping");
    });
    root.addEventListener("dragleave", (event) => {
      if (!root.contains(event.relatedTarget)) root.classList.remove("dropping");
    });
    root.addEventListener("drop", (event) => {
      event.preventDefault();
      root.classList.remove("dropping");
      this.composer.tray.add(event.dataTransfer.files);
      this.composer.text.focus();
    });
  }
}

function asMessage(item) {
  return {
    id: item.id,
    author: { kind: "contact", name: "" },
    text: item.text,
    files: item.files,
    reply_to: item.reply_to,
    at: new Date(item.at).toISOString(),
    status: item.state,
    why: item.why,
  };
}
