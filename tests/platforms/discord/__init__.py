"""Discord on this machine: simcord behind a real HTTP API and gateway, judged by Discord's OpenAPI."""
