"""A summary that needs no model: what the contact came with, and what they said last."""

from collections.abc import Sequence

from handoff.envelope import Line

SHORT = 140


def summary(lines: Sequence[Line], contact: str) -> str:
    """Return one or two clipped sentences of the contact's own words, or nothing."""
    said = [line.text for line in lines if line.who == contact and line.text.strip()]
    if not said:
        return ""
    first, last = _short(said[0]), _short(said[-1])
    return f"“{first}”" if first == last else f"Began with “{first}”, last said “{last}”"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHORT else flat[:SHORT].rstrip() + "…"
