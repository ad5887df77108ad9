"""Mails to the team: one to each reader of a place, all of a handoff's in one thread."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import structlog

from channels.base import Outgoing, Receipt
from channels.email import card as cards
from channels.email.compose import GENERATED, Letter, compose
from channels.email.cut import MARKER
from channels.email.memory import Sheet, reachable
from channels.email.names import ids, line
from channels.email.outbound import Words, to_team
from channels.email.parts import Parts, place_of
from channels.email.readers import Reader
from channels.email.seal import ROOT, Act, digest
from channels.email.spot import Spot
from channels.email.text import Link, pages
from channels.errors import ChannelError, Permanent
from channels.recent import Recent
from handoff.card import Card
from handoff.content import Button, File

log = structlog.get_logger(__name__)

_REMEMBERED: Final = 256
_UNKNOWN: Final = "Handoff"


@dataclass(frozen=True, slots=True)
class Sheaf:
    """One message to all readers: what each reads, and where in the thread it stands."""

    key: str
    part: str
    words: Callable[[Reader], Words]
    subject: str
    answers: tuple[str, ...] = ()
    files: tuple[tuple[File, bytes], ...] = ()


class Desks:
    """A try that reached some of the readers goes on with the others when the same is sent again."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._begun: Recent[str, set[str]] = Recent(_REMEMBERED)

    async def post(self, place: str, card: Card, key: str) -> Receipt:
        """Mail a card; raises ChannelError."""
        desk = digest(place_of(place), key)
        spot, subject = Spot(place, desk), cards.subject(card)
        with reachable():
            await self._parts.memory.file(desk, Sheet(subject))
        await self._all(spot, Sheaf(key, ROOT, lambda one: self._card(spot, card, one), subject))
        return Receipt(desk, spot.chat if card.ticket is not None else "")

    async def redraw(self, desk: str, card: Card) -> None:
        """Have old links say how it ended; a mail itself cannot be changed. Raises ChannelError."""
        with reachable():
            known = await self._parts.memory.sheet(desk)
            if known.subject:
                await self._parts.memory.file(
                    desk, replace(known, over="" if card.live else cards.ending(card))
                )

    async def send(self, spot: Spot, out: Outgoing, files: Sequence[tuple[File, bytes]] = ()) -> str:
        """Mail a message of the conversation; return the name of this part. Raises ChannelError."""
        part = digest(out.key, size=6)
        quoted = out.reply_to or ""
        sheaf = Sheaf(
            out.key,
            part,
            lambda one: to_team(out, self._parts.templates, MARKER, pages(out.content.buttons)),
            await self._subject(spot.desk),
            (quoted,) if len(quoted) == len(ROOT) else (),
            tuple(files),
        )
        await self._all(spot, sheaf)
        return part

    async def tell(self, place: str, out: Outgoing) -> str:
        """Mail what stands in no desk thread: below the card it answers, or else as a thread of its own.

        Returns the name of its card, or of the thread. Raises ChannelError.
        """
        desk = out.reply_to or digest(place_of(place), out.key)
        part = digest(out.key, size=6) if out.reply_to else ROOT
        subject = await self._subject(desk) if out.reply_to else line(out.content.text, 120)
        words = to_team(out, self._parts.templates, "", pages(out.content.buttons))
        await self._all(Spot(place, desk), Sheaf(out.key, part, lambda _: words, subject))
        return desk

    async def answer(
        self, spot: Spot, to: str, out: Outgoing, buttons: Iterable[Button], asks: str = ""
    ) -> None:
        """Answer one operator's mail, with links that only they can press. Raises ChannelError."""
        part = digest(out.key, size=6)
        reader = next((one for one in self._parts.readers.of(spot.mailbox) if one.address == to), Reader(to))
        links = self._links(spot, reader, buttons, asks)
        words = to_team(out, self._parts.templates, MARKER, links)
        sheaf = Sheaf(out.key, part, lambda one: words, await self._subject(spot.desk))
        sent_to = (*ids(f"<{out.reply_to}>"),) if out.reply_to else ()
        await self._one(spot, reader, replace(sheaf, answers=sent_to))

    async def share(self, spot: Spot, out: Outgoing, writer: str) -> None:
        """Show what one operator wrote to the other readers of the place. Raises ChannelError."""
        subject = await self._subject(spot.desk)
        words = to_team(out, self._parts.templates, MARKER)
        for reader in self._parts.readers.of(spot.mailbox):
            if reader.address != writer:
                await self._one(
                    spot, reader, Sheaf(out.key, digest(out.key, size=6), lambda _: words, subject)
                )

    # ── one to each ──────────────────────────────────────────────────────────────────────────────

    async def _all(self, spot: Spot, sheaf: Sheaf) -> None:
        """Mail it to every reader; one whose mailbox refuses it, now or for good, keeps it from nobody else.

        The next try goes to those who have no mail yet.
        """
        done = self._begun.get(sheaf.key) or set()
        refused: Permanent | None = None
        late: ChannelError | None = None
        for reader in self._parts.readers.of(place_of(spot.mailbox)):
            if reader.address in done:
                continue
            try:
                await self._one(spot, reader, sheaf)
                done.add(reader.address)
            except Permanent as error:
                refused = error
            except ChannelError as error:
                late = late or error
        if late is not None:
            self._begun.put(sheaf.key, done)
            raise late
        if refused is not None and not done:
            raise refused
        if refused is not None:
            log.warning("a reader of a place gets no mail", place=spot.mailbox, reason=str(refused))
        self._begun.drop(sheaf.key)

    async def _one(self, spot: Spot, reader: Reader, sheaf: Sheaf) -> None:
        words, seal = sheaf.words(reader), self._parts.seal
        root = seal.desk(spot.mailbox, spot.desk, ROOT, reader.address)
        quoted = (
            seal.desk(spot.mailbox, spot.desk, one, reader.address) if "@" not in one else one
            for one in sheaf.answers
        )
        is_root = sheaf.part == ROOT
        plus = self._parts.own.plus(seal.token(spot.mailbox, spot.desk))
        letter = Letter(
            to=reader.address,
            subject=sheaf.subject if is_root else f"Re: {sheaf.subject}",
            id=root if is_root else seal.desk(spot.mailbox, spot.desk, sheaf.part, reader.address),
            text=words.text,
            html=words.html,
            chain=() if is_root else (root, *quoted),
            reply_to=plus if self._parts.settings.plus else "",
            automatic=GENERATED,
            files=sheaf.files,
        )
        await self._parts.mailer.send(compose(letter, self._parts.own))

    async def _subject(self, desk: str) -> str:
        with reachable():
            return (await self._parts.memory.sheet(desk)).subject or _UNKNOWN

    # ── links ────────────────────────────────────────────────────────────────────────────────────

    def _card(self, spot: Spot, card: Card, reader: Reader) -> Words:
        """Draw the card for one reader: links that act only for who is known."""
        links = self._links(spot, reader, card.content.buttons if card.live else (), "")
        hint = cards.NO_LINKS if not reader.acts and card.live else ""
        return cards.drawn(card, self._parts.templates, links, hint)

    def _links(self, spot: Spot, reader: Reader, buttons: Iterable[Button], asks: str) -> tuple[Link, ...]:
        made: list[Link] = []
        for one in buttons:
            if one.url:
                made += pages((one,))
            elif reader.acts and one.action and one.label.strip():
                act = Act(
                    spot.mailbox, reader.address, one.action, one.label, secrets.token_hex(8), spot.desk
                )
                url = self._parts.settings.link(self._parts.seal.link(replace(act, asks=asks)))
                made += [Link(one.label, url, str(one.style))] if url else []
        return tuple(made)
