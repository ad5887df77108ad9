"""Data in a prompt: framed in a tag that nothing inside it can close, open or imitate."""

from html import escape
from typing import Final

_DROPPED: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


def frame(tag: str, text: str, **facts: str) -> str:
    """Put a text between ``<tag ...>`` and ``</tag>``; every ``<`` of the text is escaped."""
    attributes = "".join(f' {name}="{escape(_line(fact))}"' for name, fact in facts.items())
    return f"<{tag}{attributes}>{inside(text)}</{tag}>"


def inside(text: str) -> str:
    """Return the text as it stands in a frame."""
    return clean(text).replace("<", "&lt;")


def clean(text: str) -> str:
    """Return the text without control characters and without what no encoding can hold."""
    return text.encode("utf-8", "replace").decode("utf-8").translate(_DROPPED)


def cut(text: str, longest: int) -> str:
    """Return the text, or its beginning and end with a mark between them."""
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half]}\n[… {len(text) - 2 * half} characters left out …]\n{text[-half:]}"


def _line(fact: str) -> str:
    return " ".join(clean(fact).split())[:200]
