"""Mail as a channel: contacts write to an address of ours; the team gets cards, and answers them by mail."""
