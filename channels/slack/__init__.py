"""Slack: direct messages are contacts; a channel of the team gets cards, and each card's thread is a desk."""
