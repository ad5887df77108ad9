"""The invisible letter that keeps what some messengers show from being a link, a mention or a command."""

from typing import Final

JOINER: Final = "\u2060"


def bare(text: str) -> str:
    """Return the text without it: it comes along when somebody copies."""
    return text.replace(JOINER, "")
