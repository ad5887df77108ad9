// Follows the conversation for as long as the page is seen, over any number of lost connections.

const QUIET = 40_000; // the server speaks every 15 s; longer silence is a dead line
const LONGEST = 10_000;
const HIDDEN = 20_000; // a browser has six lines to a server, and hidden tabs need none

export class Stream {
  constructor(api, { place, event, line }) {
    this.api = api;
    this.place = place; // () => the seq to go on after
    this.event = event; // (name, data) => void
    this.line = line; // (connected) => void
    this.fails = 0;
    this.begun = false;
  }

  start() {
    if (this.begun) return;
    this.begun = true;
    addEventListener("online", () => this.hurry());
    addEventListener("pageshow", () => this.hurry());
    document.addEventListener("visibilitychange", () => this.seen());
    this.open();
  }

  // Begin again from the page's place, at once.
  restart() {
    this.fails = 0;
    if (this.begun) this.open();
  }

  hurry() {
    if (!this.live && !document.hidden) this.restart();
  }

  seen() {
    clearTimeout(this.leaving);
    if (document.hidden) this.leaving = setTimeout(() => this.stop(), HIDDEN);
    else this.hurry();
  }

  stop() {
    clearTimeout(this.again);
    this.abort?.abort();
    this.abort = null;
    this.live = false;
  }

  async open() {
    this.stop();
    const abort = (this.abort = new AbortController());
    try {
      const body = await this.api.events(this.place(), abort.signal);
      await this.read(body.getReader(), abort);
      this.failed(abort, 0);
    } catch (problem) {
      this.failed(abort, problem.wait ?? 0);
    } finally {
      clearTimeout(abort.watchdog);
    }
  }

  async read(reader, abort) {
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      clearTimeout(abort.watchdog);
      abort.watchdog = setTimeout(() => abort.abort(), QUIET);
      const { done, value } = await reader.read();
      if (done || abort !== this.abort) return;
      this.alive();
      const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) this.take(block);
    }
  }

  alive() {
    this.fails = 0;
    if (this.live) return;
    this.live = true;
    this.line(true);
  }

  take(block) {
    let name = "message";
    let data = "";
    for (const line of block.split("\n")) {
      if (line.startsWith("event: ")) name = line.slice(7);
      else if (line.startsWith("data: ")) data += line.slice(6);
    }
    if (data) this.event(name, JSON.parse(data));
  }

  failed(abort, wait) {
    if (abort !== this.abort && this.abort !== null) return; // a newer line is open
    if (abort.signal.aborted && this.abort === null) return; // we hung up ourselves
    this.live = false;
    this.line(false);
    const pause = Math.min(LONGEST, 400 * 2 ** this.fails) * (0.7 + Math.random() * 0.6);
    this.fails += 1;
    this.again = setTimeout(() => this.open(), Math.max(pause, wait * 1000));
  }
}
