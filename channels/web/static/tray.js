// Files on their way: checked here so that nobody waits for a refusal, uploaded at once, shown above the text.

import { size } from "./attachments.js";
import { h, icon } from "./dom.js";

export class Tray {
  constructor({ api, word, config, changed }) {
    Object.assign(this, { api, word, config, changed });
    this.chips = [];
    this.root = h("ul", { class: "tray", hidden: true });
  }

  add(files) {
    for (const file of files) this.take(file);
    this.draw();
  }

  take(file) {
    const chip = { file, name: file.name || "image.png", state: "busy" };
    this.chips.push(chip);
    if (file.type.startsWith("image/")) chip.picture = URL.createObjectURL(file);
    const why = this.fault(chip);
    if (why) this.refuse(chip, why);
    else this.upload(chip);
  }

  fault({ file, name }) {
    const { max_file_mb: limit, file_types: types } = this.config;
    if (file.size > limit * 1024 * 1024) return this.word("tooBig", { name, limit });
    const kind = file.type.startsWith("text/") ? "text/plain" : file.type;
    if (kind && !types.includes(kind)) return this.word("badType", { name });
    return null;
  }

  async upload(chip) {
    chip.state = "busy";
    this.draw();
    try {
      chip.stored = await this.api.upload(chip.file);
      chip.state = "done";
    } catch (problem) {
      const bad = problem.status === 415 || problem.status === 413;
      this.refuse(chip, this.word(bad ? "badType" : "failedUpload", { name: chip.name }), !bad);
    }
    this.draw();
  }

  refuse(chip, why, again = false) {
    Object.assign(chip, { state: "failed", why, again });
  }

  remove(chip) {
    this.chips = this.chips.filter((one) => one !== chip);
    if (chip.picture) URL.revokeObjectURL(chip.picture);
    this.draw();
  }

  get busy() {
    return this.chips.some((chip) => chip.state === "busy");
  }

  get files() {
    return this.chips.filter((chip) => chip.state === "done").map((chip) => chip.stored);
  }

  clear() {
    for (const chip of [...this.chips]) this.remove(chip);
  }

  draw() {
    this.root.hidden = this.chips.length === 0;
    this.root.replaceChildren(...this.chips.map((chip) => this.chip(chip)));
    this.changed();
  }

  chip(chip) {
    const shown = chip.picture ? preview(chip.picture) : icon("file");
    const told = { busy: this.word("uploading", { name: chip.name }), failed: chip.why }[chip.state];
    const lines = told ? [h("span", {}, told)] : [h("span", { class: "file-name" }, chip.name), h("span", {}, size(chip.file.size))];
    const text = h("span", { class: "about" }, ...lines);
    const again = chip.again
      ? h("button", { type: "button", class: "again", onclick: () => this.upload(chip) }, this.word("retry"))
      : null;
    const label = `${this.word("discard")}: ${chip.name}`;
    const close = h(
      "button", { type: "button", class: "bare", "aria-label": label, onclick: () => this.remove(chip) }, icon("close"),
    );
    return h("li", { class: `chip ${chip.state}` }, shown, text, again, close);
  }
}

// What calls itself a picture and is none is shown as any other file.
function preview(address) {
  const picture = h("img", { src: address, alt: "" });
  picture.addEventListener("error", () => picture.replaceWith(icon("file")));
  return picture;
}
