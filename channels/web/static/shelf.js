// What the browser keeps for us between two visits; in memory where it may keep nothing.

export class Shelf {
  constructor(prefix) {
    this.prefix = `handoff:${prefix}:`;
    this.store = usable() ?? new Map();
  }

  get(key) {
    try {
      const name = this.prefix + key;
      const text = this.store instanceof Map ? this.store.get(name) : this.store.getItem(name);
      return JSON.parse(text ?? "null");
    } catch {
      return null;
    }
  }

  set(key, value) {
    const name = this.prefix + key;
    try {
      if (this.store instanceof Map) this.store.set(name, JSON.stringify(value));
      else this.store.setItem(name, JSON.stringify(value));
    } catch {
      // Full or forbidden: the page goes on without being remembered.
    }
  }

  remove(key) {
    const name = this.prefix + key;
    if (this.store instanceof Map) this.store.delete(name);
    else this.store.removeItem(name);
  }

  // The values of all keys that begin so.
  all(start) {
    const whole = this.prefix + start;
    const names = this.store instanceof Map ? [...this.store.keys()] : Object.keys(this.store);
    return names
      .filter((name) => name.startsWith(whole))
      .map((name) => this.get(name.slice(this.prefix.length)))
      .filter((value) => value !== null);
  }
}

function usable() {
  try {
    const probe = "handoff:probe";
    localStorage.setItem(probe, "1");
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
}

// randomUUID exists on https and on localhost only; a shop's plain http page must work too.
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
