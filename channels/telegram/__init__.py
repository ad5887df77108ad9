"""Telegram as a channel: private chats are contacts; groups, forums and private chats can be the team's."""
