"""A Telegram on loopback: the Bot API as bots meet it, and the people on the other side."""
