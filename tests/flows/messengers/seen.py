"""What somebody sees on a screen, the same on every platform, and waiting until it is seen."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tests.lines import LIMIT

T = TypeVar("T")
PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Seen:
    """One message. ``who`` is the name that stands beside it, ``ours`` says that the bot sent it.

    ``bold`` are the words drawn bold, ``files`` names with their bytes, ``quotes`` the id of the message it
    answers or, where a platform shows no such thing, the words of it. ``album`` names what belongs together.
    """

    id: str
    who: str
    text: str
    ours: bool = True
    buttons: tuple[str, ...] = ()
    bold: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    quotes: str = ""
    reactions: tuple[str, ...] = ()
    album: str = ""

    def is_by(self, name: str) -> bool:
        """Say whether the message is shown as this person's: by its name, or by its first line."""
        return name in self.who or name in self.text.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody was shown for a press. ``asks`` says that a text is wanted, under ``handle``."""

    text: str = ""
    asks: bool = False
    handle: object = None


async def until(look: Callable[[], T | None], shows: Callable[[], object], what: str = "") -> T:
    """Wait until ``look`` finds something; else fail with what there is instead."""
    try:
        async with asyncio.timeout(LIMIT):
            while not (found := look()):  # noqa: ASYNC110  # platforms tell nobody what they show
                await asyncio.sleep(PAUSE)
            return found
    except TimeoutError:
        raise AssertionError(f"{what or 'it'} never came; there is: {_drawn(shows())}") from None


async def until_told(ask: Callable[[], Awaitable[T | None]], what: str) -> T:
    """Ask until there is an answer."""
    try:
        async with asyncio.timeout(LIMIT):
            while not (found := await ask()):  # noqa: ASYNC110  # another process changes it
                await asyncio.sleep(PAUSE)
            return found
    except TimeoutError:
        raise AssertionError(f"{what} never came") from None


def find(messages: Sequence[Seen], words: str) -> Seen | None:
    """Return the newest message of the bot's with these words."""
    return next((seen for seen in reversed(messages) if seen.ours and words in seen.text), None)


def _drawn(shown: object) -> str:
    if isinstance(shown, list | tuple):
        return "\n  ".join(["", *map(_line, shown)])
    return str(shown)


def _line(shown: object) -> str:
    if not isinstance(shown, Seen):
        return str(shown)
    more = [*shown.buttons, *(name for name, _ in shown.files), *shown.reactions]
    quoted = f" > {shown.quotes}" if shown.quotes else ""
    return f"{shown.id} {shown.who}{quoted}: {shown.text!r} {more}"
