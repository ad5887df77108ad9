// What the contact wrote and the server has not confirmed. It outlives a reload, and keeps its order and its ids.

import { uuid } from "./shelf.js";

const LONGEST = 15_000;

export class Outbox {
  constructor(api, shelf, changed) {
    this.api = api;
    this.shelf = shelf;
    this.changed = changed;
    this.fails = 0;
    const kept = shelf.all("out:").sort((one, other) => one.at - other.at);
    // What the server took already comes back with the transcript.
    for (const item of kept) if (item.state === "sent") shelf.remove(`out:${item.id}`);
    this.items = kept.filter((item) => item.state !== "sent");
  }

  add(kind, message = {}) {
    const item = { id: uuid(), kind, text: "", files: [], at: Date.now(), state: "sending", ...message };
    this.items.push(item);
    this.keep(item);
    this.flush();
  }

  get messages() {
    return this.items.filter((item) => item.kind === "say");
  }

  get asking() {
    return this.items.some((item) => item.kind === "person");
  }

  // The transcript has it: it is no longer ours to keep.
  confirmed(id) {
    this.drop(id);
  }

  retry(id) {
    const item = this.items.find((one) => one.id === id);
    if (!item) return;
    item.state = "sending";
    this.keep(item);
    this.hurry();
  }

  drop(id) {
    this.items = this.items.filter((item) => item.id !== id);
    this.shelf.remove(`out:${id}`);
    this.changed();
  }

  hurry() {
    this.fails = 0;
    clearTimeout(this.again);
    this.again = null;
    this.flush();
  }

  async flush() {
    if (this.busy || this.again) return;
    this.busy = true;
    try {
      let item;
      while ((item = this.items.find((one) => one.state === "sending" || one.state === "waiting"))) {
        if (!(await this.send(item))) break;
      }
    } finally {
      this.busy = false;
    }
  }

  // Returns whether the next one may be sent now.
  async send(item) {
    try {
      const done = await (item.kind === "person" ? this.api.person(item.id) : this.api.say(item));
      this.fails = 0;
      item.seq = done.seq;
      item.state = "sent";
      if (item.kind === "person") this.drop(item.id);
      else if (this.items.includes(item)) this.keep(item);
      return true;
    } catch (problem) {
      item.state = problem.passing ? "waiting" : "failed";
      item.why = problem.passing ? "" : problem.code;
      this.keep(item);
      if (problem.passing) this.later(problem.wait ?? 0);
      return !problem.passing;
    }
  }

  later(wait) {
    const pause = Math.max(wait * 1000, Math.min(LONGEST, 1000 * 2 ** this.fails));
    this.fails += 1;
    this.again = setTimeout(() => {
      this.again = null;
      this.flush();
    }, pause);
  }

  keep(item) {
    this.shelf.set(`out:${item.id}`, item);
    this.changed();
  }
}
