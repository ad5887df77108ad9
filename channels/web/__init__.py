"""The web as a channel: a chat page and a widget for contacts, and the HTTP manners of every page."""
