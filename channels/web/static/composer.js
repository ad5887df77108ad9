// Where the contact writes: text, files, a quote, or the new wording of an earlier message.

import { h, icon } from "./dom.js";
import { Tray } from "./tray.js";

const TYPING = 4000;

export class Composer {
  // `acts` has say(message), change(message, text), typing() and lastOwn().
  constructor({ api, shelf, word, config, acts }) {
    Object.assign(this, { shelf, word, config, acts });
    this.tray = new Tray({ api, word, config, changed: () => this.refresh() });
    this.text = h("textarea", { rows: "1", dir: "auto", "aria-label": word("write"), placeholder: word("write"), enterkeyhint: "send" });
    this.text.value = shelf.get("draft") ?? "";
    this.bar = h("div", { class: "bar", hidden: true });
    this.note = h("div", { class: "note", role: "alert" });
    this.button = h("button", { type: "submit", class: "send", "aria-label": word("send") }, icon("send"));
    this.box = h("div", { class: "box" }, this.picker(), this.text, this.button);
    this.root = h("form", { class: "composer" }, this.bar, this.tray.root, this.box, this.note);
    this.listen();
    this.refresh();
  }

  picker() {
    const types = this.config.file_types;
    if (types.length === 0) return null;
    const input = h("input", { type: "file", multiple: true, accept: types.join(","), tabindex: "-1", "aria-hidden": "true" });
    input.addEventListener("change", () => {
      this.tray.add(input.files);
      input.value = "";
      this.text.focus();
    });
    const label = this.word("attach");
    const button = h(
      "button", { type: "button", class: "bare attach", "aria-label": label, title: label, onclick: () => input.click() },
      icon("clip"),
    );
    return h("span", { class: "picker" }, button, input);
  }

  listen() {
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("paste", (event) => {
      const files = event.clipboardData?.files ?? [];
      if (files.length === 0 || this.editing) return;
      event.preventDefault();
      this.tray.add(files);
    });
  }

  key(event) {
    if (event.isComposing) return;
    const touch = matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !touch) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && (this.editing || this.quoting)) {
      event.stopPropagation();
      this.plain();
    } else if (event.key === "ArrowUp" && this.text.value === "" && !this.editing) {
      const own = this.acts.lastOwn();
      if (own?.text) this.edit(own);
    }
  }

  typed() {
    this.note.textContent = "";
    if (!this.editing) this.shelf.set("draft", this.text.value);
    this.refresh();
    if (this.resting || this.text.value === "") return;
    this.resting = true;
    setTimeout(() => (this.resting = false), TYPING);
    this.acts.typing();
  }

  get spare() {
    return this.config.max_text - [...this.text.value].length;
  }

  get ready() {
    const something = this.text.value.trim() !== "" || (!this.editing && this.tray.files.length > 0);
    return something && this.spare >= 0 && (this.editing || !this.tray.busy);
  }

  refresh() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
    this.button.setAttribute("aria-disabled", String(!this.ready));
    if (this.spare < 0) this.note.textContent = this.word("tooLong", { count: -this.spare });
  }

  submit() {
    if (!this.ready) return;
    if (this.editing) this.acts.change(this.editing, this.text.value);
    else this.acts.say({ text: this.text.value, files: this.tray.files, reply_to: this.quoting?.seq });
    if (!this.editing) this.tray.clear();
    this.plain("");
  }

  // Write something new. `text` replaces what stands there.
  plain(text = this.editing ? this.before : this.text.value) {
    this.editing = this.quoting = null;
    this.bar.hidden = true;
    this.label("send", "send");
    this.tray.root.hidden = this.tray.chips.length === 0;
    this.fill(text);
    this.shelf.set("draft", text);
  }

  edit(message) {
    if (!this.editing) this.before = this.text.value;
    this.editing = message;
    this.quoting = null;
    this.tray.root.hidden = true;
    this.label("save", "check");
    this.head("pen", this.word("editing"), "");
    this.fill(message.text);
  }

  reply(message, name) {
    if (this.editing) this.plain();
    this.quoting = message;
    this.head("back", name ? this.word("replying", { name }) : this.word("reply"), message.text || message.files?.[0]?.name || "");
    this.text.focus();
  }

  head(sign, title, said) {
    const label = this.word("cancel");
    const close = h("button", { type: "button", class: "bare", "aria-label": label, onclick: () => this.plain() }, icon("close"));
    const about = h("span", { class: "about" }, h("span", { class: "name" }, title), h("span", { class: "said" }, said));
    this.bar.replaceChildren(icon(sign), about, close);
    this.bar.hidden = false;
  }

  label(name, sign) {
    this.button.setAttribute("aria-label", this.word(name));
    this.button.replaceChildren(icon(sign));
  }

  fill(text) {
    this.text.value = text;
    this.note.textContent = "";
    this.text.focus();
    this.text.setSelectionRange(text.length, text.length);
    this.refresh();
  }

  fail(text) {
    this.note.textContent = text;
  }
}
