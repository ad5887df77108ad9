// Three ways to hand files to a draft: the button, the clipboard, and a drop on the conversation.

import { hand } from "./composer.js";
import { $ } from "./state.js";

const panes = $("#panes");
const carries = (event) => event.dataTransfer?.types.includes("Files");

panes.addEventListener("click", (event) => {
  if (event.target.closest("#attach")) $("#files").click();
});
panes.addEventListener("change", (event) => {
  if (event.target.id !== "files") return;
  hand([...event.target.files]);
  event.target.value = "";
});
panes.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  if (event.target.id !== "text" || files.length === 0) return;
  event.preventDefault();
  hand(files);
});

// A file that misses the conversation must not be opened in place of the inbox.
document.addEventListener("dragover", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  const over = Boolean(event.target.closest?.("#conversation")) && Boolean($("#files"));
  event.dataTransfer.dropEffect = over ? "copy" : "none";
  mark(over);
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) mark(false);
});
document.addEventListener("drop", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  mark(false);
  if (event.target.closest("#conversation") && $("#files")) hand([...event.dataTransfer.files]);
});

/** The mark stands on the body: the composer is drawn anew by the server while somebody drags. */
function mark(over) {
  document.body.toggleAttribute("data-over", over);
}
