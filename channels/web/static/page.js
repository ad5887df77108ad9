// The contact's own page: the chat fills it, and the document speaks the language the chat found.

import "./chat.js";

const chat = document.querySelector("handoff-chat");
const name = (detail) => (document.documentElement.lang = detail.language);
chat.addEventListener("ready", (event) => name(event.detail));
