"""What is no text, said in brackets and in the same words everywhere: nothing is dropped in silence."""

from collections.abc import Iterable
from typing import Final

UNREADABLE: Final = "[a message of a kind that cannot be shown here]"
VOICE: Final = "[voice message]"
VIDEO: Final = "[video message]"
NOT_FETCHED: Final = "could not be fetched"
NOT_KEPT: Final = "no longer kept"
_MEGABYTE: Final = 1 << 20


def sticker(name: str) -> str:
    """Say that a sticker came; ``name`` is its emoji or what it is called."""
    return f"[sticker {name}]" if name else "[sticker]"


def forwarded(text: str) -> str:
    """Say that somebody else's words were passed on."""
    return f"[forwarded] {text}".strip()


def poll(question: str, choices: Iterable[str]) -> str:
    """Say what a poll asks."""
    return f"[poll] {question}: {' / '.join(choices)}"


def missing(file: str, why: str) -> str:
    """Say that a file is not there, and why."""
    return f"[{file}: {why}]"


def too_large(size: int, most: int) -> str:
    """Say so of so many bytes; rounded up, so that what is too large never looks as if it fitted."""
    return f"too large, {-(-size // _MEGABYTE)} MB where {most // _MEGABYTE} are the most"
