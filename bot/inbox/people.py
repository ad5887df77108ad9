"""How people and places are drawn: initials, the icons of channels."""

from typing import Final

from handoff.labels import messenger

_ICONS: Final = {"web": "globe", "telegram": "plane", "slack": "hash", "discord": "game", "email": "mail"}


def initials(name: str) -> str:
    """Return one or two letters for a round picture."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def channel(address: str) -> tuple[str, str]:
    """Return the icon and the name of an address's channel."""
    name = address.partition(":")[0]
    return _ICONS.get(name, "chat"), messenger(name)
