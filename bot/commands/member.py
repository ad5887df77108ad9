"""An operator as ``handoff init`` is told of one: ``Ben B slack:U0123ABCD telegram:123456789``."""

from dataclasses import dataclass, field
from typing import Self

from bot.config.shapes import IDS


@dataclass(frozen=True, slots=True)
class Member:
    """A name, and an id on some messengers."""

    name: str
    ids: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the words: those that begin with a messenger and a colon are ids, the others the name."""
        found: dict[str, str] = {}
        name = []
        for word in text.split():
            channel, colon, id = word.partition(":")
            if colon and (channel in IDS or channel == "email"):
                found[channel] = id
            else:
                name.append(word)
        return cls(" ".join(name), found)
