"""How people and places are written: names for the nameless, initials, the icons of channels."""

from typing import Final

_ICONS: Final = {"web": "globe", "telegram": "plane", "slack": "hash", "discord": "game", "email": "mail"}
_CHANNELS: Final = {
    "web": "Web chat",
    "telegram": "Telegram",
    "slack": "Slack",
    "discord": "Discord",
    "email": "Email",
}


def known_as(name: str, id: str) -> str:
    """Return the contact's name, or one that tells nameless visitors apart."""
    return " ".join(name.split()) or f"Visitor {id[-4:].upper()}"


def initials(name: str) -> str:
    """Return one or two letters for a round picture."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def channel(address: str) -> tuple[str, str]:
    """Return the icon and the name of an address's channel."""
    name = address.partition(":")[0]
    return _ICONS.get(name, "chat"), _CHANNELS.get(name, name.title())
