// Moments as the reader's own language writes them.

export class Times {
  constructor(language, word) {
    this.language = language;
    this.word = word;
    this.clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
    this.date = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
    this.whole = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "medium" });
  }

  short(at) {
    return this.clock.format(at);
  }

  exact(at) {
    return this.whole.format(at);
  }

  // A day's heading, and the same text for all moments of that day.
  day(at, now = new Date()) {
    const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
    if (days === 0) return this.word("today");
    if (days === 1) return this.word("yesterday");
    return this.date.format(at);
  }
}

function midnight(at) {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
