"""The name beside words in a desk thread: machine, contact and colleague look different."""

import re
from typing import Final

from channels.fit import clip
from handoff.transcript import Author, AuthorKind

LONGEST: Final = 80
_FORBIDDEN: Final = re.compile(r"d(?=iscord)|c(?=lyde)", re.IGNORECASE)
_SUFFIX: Final = {AuthorKind.CONTACT: " (contact)", AuthorKind.AGENT: " (bot)"}
_EMPTY: Final = {AuthorKind.CONTACT: "Contact", AuthorKind.AGENT: "Agent", AuthorKind.HUMAN: "Operator"}


def shown_name(author: Author) -> str:
    """Return a name that Discord takes for a webhook: 1 to 80 characters, and none of its own names in it."""
    suffix = _SUFFIX.get(author.kind, "")
    name = " ".join(author.name.split()) or _EMPTY.get(author.kind, "Bot")
    name = _FORBIDDEN.sub(
        lambda found: f"{found[0]}\u200b", name.replace("@", "").replace("(", "[").replace(")", "]")
    )
    return clip(name.strip() or "Somebody", LONGEST - len(suffix)) + suffix
