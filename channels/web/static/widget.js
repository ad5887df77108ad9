// Puts the chat in the corner of any page:
// <script src="https://bot.example/widget.js" data-title="Ask us" data-color="#123456" data-accent="#0b6bcb" async></script>
(() => {
  const script = document.currentScript;
  const begin = async () => {
    await import(new URL("chat/chat.js", script.src).href);
    const chat = document.createElement("handoff-chat");
    const { title, color, accent, theme, lang, name } = script.dataset;
    for (const [key, value] of Object.entries({ title, color, accent, theme, lang, name })) {
      if (value) chat.dataset[key] = value;
    }
    document.body.append(chat);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
