"""The name beside words in a desk thread, as Discord takes it."""

import re
from dataclasses import replace
from typing import Final

from channels.names import signed
from handoff.transcript import Author

_FORBIDDEN: Final = re.compile(r"d(?=iscord)|c(?=lyde)", re.IGNORECASE)


def shown_name(author: Author) -> str:
    """Return a name that Discord takes for a webhook: 1 to 80 characters, and none of its own names in it."""
    name = _FORBIDDEN.sub(lambda found: f"{found[0]}\u200b", author.name.replace("@", ""))
    return signed(replace(author, name=name)) or "Bot"
