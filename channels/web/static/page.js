// The contact's own page: the chat fills it, and the document has the language and the title the chat found.

import "./chat.js";

const chat = document.querySelector("handoff-chat");
chat.addEventListener("ready", ({ detail }) => {
  document.documentElement.lang = detail.language;
  document.title = detail.title;
});
