"""The app's manifest: paste it into Slack and install; it asks for what the adapter needs and no more."""

from typing import Any, Final, Literal

PATH: Final = "/webhooks/slack"
COMMAND: Final = "/handoff"
NEEDED: Final = {
    "channels:history": "read what the team writes in its channels' threads",
    "channels:read": "see whether the bot was invited",
    "chat:write": "write",
    "commands": "answer to /handoff",
    "files:read": "take in files",
    "files:write": "send files",
    "im:history": "read what contacts write",
    "im:read": "know a direct message from a channel",
    "reactions:read": "relay reactions",
    "reactions:write": "mark what was delivered",
    "users:read": "know people's names",
}
WANTED: Final = {
    "chat:write.customize": "show operators and contacts by name",
    "groups:history": "work in private channels",
    "groups:read": "work in private channels",
    "usergroups:read": "let user groups be operators",
}
"""What the adapter does without, at a price: scope -> what for."""
EVENTS: Final = ("message.channels", "message.groups", "message.im", "reaction_added", "reaction_removed")


def manifest(name: str, mode: Literal["socket", "http"], url: str = "") -> dict[str, Any]:
    """Return the manifest of an app; ``url`` is how the outside reaches this server, for mode http."""
    address = url.rstrip("/") + PATH
    http = mode == "http"
    events: dict[str, Any] = {"bot_events": list(EVENTS)}
    command: dict[str, Any] = {
        "command": COMMAND,
        "description": "What this bot does",
    }
    interactivity: dict[str, Any] = {"is_enabled": True}
    if http:
        events["request_url"] = interactivity["request_url"] = command["url"] = address
    return {
        "display_information": {"name": name[:35]},
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name[:80], "always_online": True},
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": sorted([*NEEDED, *WANTED])}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not http,
            "token_rotation_enabled": False,
        },
    }
