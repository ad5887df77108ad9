// The conversation as this page knows it: every message once, as it stands now.

export class Transcript {
  constructor() {
    this.clear();
  }

  clear() {
    this.messages = new Map(); // seq -> message
    this.last = 0; // the place to go on after
    this.owner = { owner: "agent" };
  }

  // Take one event in. Returns whether anything changed; what was seen before changes nothing.
  apply(name, data) {
    if (name === "state") {
      this.owner = data;
      return true;
    }
    if (!(data.seq > this.last)) return false;
    this.last = data.seq;
    if (name === "message") this.messages.set(data.seq, data);
    else this.change(name, data);
    return true;
  }

  change(name, data) {
    const message = this.messages.get(data.target);
    if (!message) return;
    if (name === "deleted") {
      const { seq, id, author, at } = message;
      this.messages.set(seq, { seq, id, author, at, text: "", deleted: true });
    } else {
      this.messages.set(message.seq, { ...message, text: data.text, html: data.html, edited: data.at });
    }
  }

  get list() {
    return [...this.messages.values()];
  }

  has(id) {
    return this.list.some((message) => message.id === id && message.author.kind === "contact");
  }

  get lastOwn() {
    return this.list.findLast((message) => message.author.kind === "contact" && !message.deleted);
  }
}
