"""What becomes of an operator's message, in words for where no sign can show it."""

from typing import Final

DELIVERED: Final = "✓ Delivered"
NOTED: Final = "📝 Kept as a note"
READ: Final = "📖"
"""Stands before the names of the pages an answer was read in, whatever its language."""


def not_delivered(why: str = "") -> str:
    """Say that the contact has not got it, and why."""
    return f"⚠️ Not delivered: {why}" if why else "⚠️ Not delivered"


def warned(text: str) -> str:
    """Return a text that asks for attention: what was wanted did not happen."""
    return f"⚠️ {text}"


def chosen(label: str) -> str:
    """Say which of a message's buttons was pressed."""
    return f"✓ {label}"
