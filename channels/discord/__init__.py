"""Discord: contacts write to the bot, teams work in a channel and its threads."""
