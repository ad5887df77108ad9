// Calls to the server. Every call is one of: done, refused for good, or worth another try.

export class Problem extends Error {
  constructor(status, code, message, wait = 0) {
    super(message);
    this.status = status;
    this.code = code;
    this.wait = wait; // seconds
  }

  // Whether the same call may work later: nobody answered, or who answered asked us to wait.
  get passing() {
    return this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 500;
  }
}

export class Api {
  constructor(base, shelf, who = {}) {
    this.base = base;
    this.shelf = shelf;
    this.who = who; // {name, language}
    this.onlost = () => {}; // our session is over; a new one begins with the next call
  }

  get known() {
    return this.shelf.get("token") !== null;
  }

  url(path) {
    return new URL(path.replace(/^\//, ""), this.base).href;
  }

  config() {
    return this.ask("GET", "api/chat/config");
  }

  async token() {
    const kept = this.shelf.get("token");
    if (kept) return kept;
    this.starting ??= this.ask("POST", "api/chat/sessions", { json: this.who })
      .then((session) => {
        this.shelf.set("token", session.token);
        return session.token;
      })
      .finally(() => (this.starting = null));
    return this.starting;
  }

  say(message) {
    const { id, text, files, reply_to } = message;
    const json = { id, text, files: files.map((file) => file.id) };
    if (reply_to) json.reply_to = reply_to;
    return this.call("POST", "api/chat/messages", { json });
  }

  person(id) {
    return this.call("POST", "api/chat/person", { json: { id } });
  }

  edit(id, text) {
    return this.call("PATCH", `api/chat/messages/${id}`, { json: { text } });
  }

  remove(id) {
    return this.call("DELETE", `api/chat/messages/${id}`);
  }

  typing() {
    return this.call("POST", "api/chat/typing");
  }

  upload(file) {
    const body = new FormData();
    body.append("file", file, file.name || "image.png");
    return this.call("POST", "api/chat/files", { body });
  }

  async events(after, signal) {
    const token = await this.token();
    const response = await this.fetch(`api/chat/events?after=${after}`, {
      headers: { Authorization: `Bearer ${token}`, Accept: "text/event-stream" },
      cache: "no-store",
      signal,
    });
    if (response.ok) return response.body;
    throw await this.failed(response, token);
  }

  async call(method, path, { json, body } = {}) {
    return this.ask(method, path, { json, body, token: await this.token() });
  }

  async ask(method, path, { json, body, token } = {}) {
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (json) headers["Content-Type"] = "application/json";
    const response = await this.fetch(path, { method, headers, body: json ? JSON.stringify(json) : body });
    if (!response.ok) throw await this.failed(response, token);
    return response.status === 204 ? null : response.json();
  }

  async fetch(path, options) {
    try {
      return await fetch(this.url(path), { credentials: "omit", ...options });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Problem(0, "offline", "offline");
    }
  }

  async failed(response, token) {
    const said = await response.json().catch(() => ({}));
    const wait = Number(response.headers.get("Retry-After")) || 0;
    if (response.status === 401 && token && this.shelf.get("token") === token) {
      this.shelf.remove("token");
      this.onlost();
    }
    return new Problem(response.status, said.error ?? "failed", said.message ?? response.statusText, wait);
  }
}
