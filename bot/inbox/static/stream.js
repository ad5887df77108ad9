// A stream of hints from our server, followed for as long as the page is shown.

import { $ } from "./state.js";

/**
 * Call `hints[name](data)` for each hint. `hello(lost)` comes when the stream begins, `lost` when it was
 * interrupted before; `refused()` when the server did not want us: who is signed out finds out by asking.
 */
export function follow(path, { hello, refused, ...hints }) {
  let stream = null;
  let lost = false;
  const open = () => {
    stream?.close();
    stream = new EventSource(path);
    for (const [name, does] of Object.entries(hints)) {
      stream.addEventListener(name, (event) => does(JSON.parse(event.data)));
    }
    stream.addEventListener("hello", () => {
      link("");
      hello(lost);
      lost = false;
    });
    stream.onerror = off;
  };
  const off = () => {
    lost = true;
    link("Reconnecting…");
    // A browser gives up for good when the server answers with an error: we do not.
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(open, 3000);
    refused();
  };
  window.addEventListener("pagehide", () => stream.close());
  // A page that the browser took out of its cache has missed everything meanwhile.
  window.addEventListener("pageshow", (event) => {
    lost ||= event.persisted;
    if (event.persisted) open();
  });
  open();
}

function link(text) {
  $("#link").textContent = text;
  $("#link").dataset.state = text ? "off" : "on";
}
