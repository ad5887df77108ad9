// When somebody needs a person: the title counts, and a sound or a notification if this person wants them.

import { onList } from "./list.js";
import { $, $$, memory } from "./state.js";

onList((list) => count($$('[data-section="needs"] .row', list).length));

/** Count who waits, in the title. */
export function count(number) {
  document.title = number ? `(${number}) Inbox` : "Inbox";
}

export function ring(name) {
  if (memory.get("sound") === "on") beep();
  if (memory.get("notify") === "on" && document.hidden && window.Notification?.permission === "granted") {
    const shown = new Notification("Somebody needs a person", { body: name, tag: "handoff" });
    shown.onclick = () => window.focus();
  }
}

function beep() {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const gain = audio.createGain();
  tone.frequency.value = 660;
  gain.gain.setValueAtTime(0.08, audio.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.4);
  tone.connect(gain).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.4);
  tone.onended = () => audio.close();
}

/** Make the two switches in the dialog work. */
export function settings(dialog) {
  const sound = $("#set-sound", dialog);
  const notify = $("#set-notify", dialog);
  sound.checked = memory.get("sound") === "on";
  notify.checked = memory.get("notify") === "on";
  sound.addEventListener("change", () => {
    memory.set("sound", sound.checked ? "on" : null);
    if (sound.checked) beep();
  });
  notify.addEventListener("change", () => allow(notify, $("#set-says", dialog)));
}

async function allow(notify, says) {
  const granted = notify.checked && window.Notification && (await Notification.requestPermission()) === "granted";
  if (notify.checked && !granted) says.textContent = "Your browser does not allow notifications from this page.";
  notify.checked = Boolean(granted);
  memory.set("notify", granted ? "on" : null);
}
