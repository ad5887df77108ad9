"""A Slack on this machine: Web API, Socket Mode, signed HTTP, and people who click and type."""
