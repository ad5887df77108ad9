"""Many contacts who write at once while their platform fails in every way, and a count of every word."""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.flows.messengers.world import Contact
from tests.lines import LIMIT

WORD: Final = re.compile(r"quince \d+ of m\d+")
"""What every message holds, and every answer of the mirror repeats."""
AT_ONCE: Final = 2
ROUNDS: Final = 2
PAUSE: Final = 0.1
GAP: Final = 0.02
"""Seconds between two newcomers."""


@dataclass
class Talk:
    """One contact, and what they said."""

    contact: Contact
    number: int
    said: list[str] = field(default_factory=list)

    async def run(self, then: Callable[[], Awaitable[None]], everybody: asyncio.Barrier) -> None:
        """Say two things at once and wait for an answer to both, again and again; ``then`` after each.

        Each next round begins when everybody is answered, so that all of them write in the same moment.
        """
        await asyncio.sleep(self.number * GAP)  # strangers do not all come in the same moment
        for _ in range(ROUNDS):
            for _ in range(AT_ONCE):
                self.said.append(f"quince {len(self.said)} of m{self.number}")
                await self.contact.says(self.said[-1])
                await then()
            await self._answered()
            await everybody.wait()

    @property
    def heard(self) -> list[str]:
        """What was answered, word for word, in the order of the answers."""
        return [word for text in self.contact.words() for word in WORD.findall(text)]

    async def _answered(self) -> None:
        try:
            async with asyncio.timeout(LIMIT):
                while not {*self.said} <= {*self.heard}:  # noqa: ASYNC110  # platforms tell nobody
                    await asyncio.sleep(PAUSE)
        except TimeoutError:
            raise AssertionError(f"said {self.said}, was answered {self.heard}") from None


@dataclass(frozen=True, slots=True)
class Count:
    """What came of it: ``messages`` said, ``lost`` and ``doubled`` among their answers, ``mixed`` up."""

    messages: int
    lost: int
    doubled: int
    mixed: int


def count(talks: Sequence[Talk]) -> Count:
    """Compare what was said with what was answered."""
    lost = sum(len({*talk.said} - {*talk.heard}) for talk in talks)
    doubled = sum(sum(Counter(talk.heard).values()) - len({*talk.heard}) for talk in talks)
    mixed = sum([*dict.fromkeys(talk.heard)] != talk.said for talk in talks)
    return Count(sum(len(talk.said) for talk in talks), lost, doubled, mixed)
