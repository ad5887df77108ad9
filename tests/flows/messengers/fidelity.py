"""What becomes of each kind of thing that people send, judged by what the other side sees of it."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tests.flows.messengers import phrases
from tests.flows.messengers.journey import Journey
from tests.flows.messengers.seen import Seen, find
from tests.flows.messengers.things import OGG, PDF, STICKERS, CannotSend, Thing, picture


class Level(StrEnum):
    """From the best to the least."""

    FULL = "full"
    """It arrives as what it is."""
    PARTIAL = "partial"
    """It arrives, and something of it is lost: a sticker as a picture, formatting as plain words."""
    EXPLAINED = "explained"
    """It is told in words."""
    SAID = "impossible, said once"
    """A bot is not told of it, and the operator reads so at the head of the thread."""
    IMPOSSIBLE = "impossible"
    """One of the two platforms has no such thing, or does not tell bots of it."""


ABOUT: Final = {"deletions": "delet", "typing": "typing", "reactions": "reaction"}
"""A word that stands in every sentence which says that such a thing is not told."""
KINDS: Final = (
    *("text", "edits", "deletions", "quotes", "reactions", "images", "files", "albums", "voice"),
    *("stickers", "location", "typing"),
)
Screen = Callable[[], list[Seen]]


@dataclass
class Side:
    """One who sends and one who sees. ``prefix`` makes the words of this direction its own."""

    prefix: str
    says: Callable[[str, str], Awaitable[str]]
    sends: Callable[[Thing, str], Awaitable[str]]
    edits: Callable[[str, str], Awaitable[None]]
    deletes: Callable[[str], Awaitable[None]]
    reacts: Callable[[str, str], Awaitable[None]]
    types: Callable[[], Awaitable[None]]
    own: Screen
    theirs: Screen
    typed: Callable[[], int]
    picture: bytes
    looks: Callable[[], Awaitable[None]] | None = None
    """Lets the other side open the files it sees, where that is an act of its own."""
    levels: dict[str, Level] = field(default_factory=dict)

    async def run(self, wait: Callable[[str], Awaitable[Seen]], quoted: Seen) -> None:
        """Send one of each kind, wait for the last, then judge them all."""
        before = self.typed()
        await self.types()
        await self.says(self._words("0 this is **strong** so far"), "")
        edited = await self.says(self._words("1 wrong"), "")
        gone = await self.says(self._words("2 regretted"), "")
        await wait(self._words("2"))
        await self.edits(edited, self._words("1 corrected"))
        await self.deletes(gone)
        await self.says(self._words("3 about that"), quoted.id)
        with suppress(CannotSend):
            await self.reacts(quoted.id, "👍")
        for thing in Thing:
            with suppress(CannotSend):
                await self.sends(thing, self._caption(thing))
        await self.says(self._words("9 that was all"), "")
        await wait(self._words("9"))
        if self.looks is not None:
            await self.looks()
        self._judge(before)

    def _words(self, words: str) -> str:
        return f"{self.prefix}{words}"

    def _caption(self, thing: Thing) -> str:
        return self._words(f"a {thing}") if thing in (Thing.IMAGE, Thing.FILE, Thing.ALBUM) else ""

    # ── judging ──────────────────────────────────────────────────────────────────────────────────

    def _judge(self, before: int) -> None:
        screen = self.theirs()
        strong = find(screen, self._words("0"))
        assert strong is not None
        self.levels["text"] = Level.FULL if "strong" in strong.bold else Level.PARTIAL
        self.levels["edits"] = self._changed(screen, "1 wrong", "1 corrected")
        self.levels["deletions"] = self._deleted(screen)
        self.levels["quotes"] = self._quoting(screen)
        self.levels["reactions"] = self._reacted()
        self.levels["images"] = self._file(screen, self.picture, "cat")
        self.levels["files"] = self._file(screen, PDF, "bill")
        self.levels["albums"] = self._album(screen)
        self.levels["voice"] = self._file(screen, OGG, "voice")
        stickers = {self._file(screen, data, "sticker") for data in STICKERS}
        best = next(level for level in Level if level in stickers)
        self.levels["stickers"] = Level.PARTIAL if best is Level.FULL else best
        self.levels["location"] = Level.EXPLAINED if find(screen, "openstreetmap") else Level.IMPOSSIBLE
        self.levels["typing"] = Level.FULL if self.typed() > before else Level.IMPOSSIBLE
        for kind, word in ABOUT.items():
            if self.levels[kind] is Level.IMPOSSIBLE and _is_said(screen, word):
                self.levels[kind] = Level.SAID

    def _changed(self, screen: list[Seen], old: str, new: str) -> Level:
        if find(screen, self._words(new)) is None:
            return Level.IMPOSSIBLE
        return Level.FULL if find(screen, self._words(old)) is None else Level.EXPLAINED

    def _deleted(self, screen: list[Seen]) -> Level:
        if find(screen, self._words("2 regretted")) is None:
            return Level.FULL
        return Level.EXPLAINED if find(screen, phrases.TOOK_BACK) else Level.IMPOSSIBLE

    def _quoting(self, screen: list[Seen]) -> Level:
        found = find(screen, self._words("3 about that"))
        if found is None or not found.quotes:
            return Level.IMPOSSIBLE
        return Level.FULL if not found.quotes.startswith("↩") else Level.EXPLAINED

    def _reacted(self) -> Level:
        if any("👍" in seen.reactions for seen in self.theirs() if not seen.ours):
            return Level.FULL
        return Level.EXPLAINED if find(self.theirs(), phrases.REACTED.format("👍")) else Level.IMPOSSIBLE

    def _file(self, screen: list[Seen], data: bytes, name: str) -> Level:
        if self._holder(screen, data) is not None:
            return Level.FULL
        return Level.EXPLAINED if find(screen, f"[{name}") else Level.IMPOSSIBLE

    def _album(self, screen: list[Seen]) -> Level:
        first, second = (self._holder(screen, picture(name)) for name in ("one", "two"))
        if first is None or second is None:
            return Level.IMPOSSIBLE
        together = first.id == second.id or (first.album and first.album == second.album)
        return Level.FULL if together else Level.PARTIAL

    def _holder(self, screen: list[Seen], data: bytes) -> Seen | None:
        return next((one for one in screen if one.ours and data in (held for _, held in one.files)), None)


def _is_said(screen: list[Seen], word: str) -> bool:
    """Say whether a line of the bot's own says that something with this word is never told."""
    lines = [line for seen in screen if seen.ours for line in seen.text.splitlines()]
    return any(" not " in line and word in line for line in lines)


def from_contact(one: Journey) -> Side:
    """Let the contact send and the operator see."""
    contact, operator = one.contact, one.operator
    return Side(
        "to the team ",
        contact.says,
        contact.sends,
        contact.edits,
        contact.deletes,
        contact.reacts,
        contact.types,
        contact.sees,
        lambda: operator.reads(one.thread),
        lambda: operator.typing(one.thread),
        picture(contact.name),
    )


def from_team(one: Journey) -> Side:
    """Let the operator send and the contact see."""
    contact, operator, thread = one.contact, one.operator, one.thread
    return Side(
        "to the contact ",
        lambda text, quoting: operator.writes(thread, text, quoting),
        lambda thing, text: operator.sends(thread, thing, text),
        lambda id, text: operator.edits(thread, id, text),
        lambda id: operator.deletes(thread, id),
        lambda id, emoji: operator.reacts(thread, id, emoji),
        lambda: operator.types(thread),
        lambda: operator.reads(thread),
        contact.sees,
        lambda: contact.typing,
        picture(operator.name),
        contact.looks,
    )
