// A line that says what became of a press, and goes by itself.

import { $ } from "./state.js";
import { ago } from "./times.js";

const STAYS = 8000;

export function toast(text, kind = "") {
  const line = document.createElement("div");
  line.className = `toast ${kind}`;
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "ghost";
  close.textContent = "×";
  close.setAttribute("aria-label", "Dismiss");
  close.addEventListener("click", () => line.remove());
  line.append(words, close);
  $("#toasts").append(line);
  while ($("#toasts").children.length > 3) $("#toasts").firstElementChild.remove();
  setTimeout(() => line.remove(), STAYS);
}

/** Say why a press did nothing: who won and when, or what to do. */
export function explain({ status, data }) {
  if (data.by && data.at && data.by !== "system") {
    const passed = ago((Date.now() - Date.parse(data.at)) / 1000);
    const when = passed === "now" ? "just now" : `${passed} ago`;
    const what = data.decision ? `${data.decision} it` : "took it over";
    toast(`${data.by} was first and ${what} ${when}. This is how it stands now.`, "lost");
  } else {
    toast(data.message || `That did not work (${status}). Try again.`, status === 409 ? "lost" : "failed");
  }
}
