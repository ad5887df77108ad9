"""What a Markdown text says, in plain words: for quotes and lists that show no formatting."""

import re
from typing import Final

_TABLE: Final = re.compile(r"(?:^[ \t]*\|.*(?:\n|\Z))+", re.MULTILINE)
_DROPPED: Final = re.compile(r"^[ \t]*(?:```.*|[-*_]{3,}[ \t]*)$", re.MULTILINE)
_MARKS: Final = re.compile(r"\*\*|__|`|^#{1,6} +|^> ?", re.MULTILINE)
_LINK: Final = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)")


def gist(markdown: str) -> str:
    """Return the words on as few lines as they need, a table as an ellipsis."""
    words = _DROPPED.sub("", _TABLE.sub("…\n", markdown))
    words = _MARKS.sub("", _LINK.sub(r"\1", words))
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return "\n".join(lines)
