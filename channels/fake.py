"""A messenger in memory: keeps the contract of every channel, and can fail like one."""

import asyncio
from collections import deque
from dataclasses import dataclass, field, replace

from channels.base import Capabilities, Channel, Mark, Outgoing, Receipt, Sink, Voice
from channels.errors import ChannelError, Gone, Permanent, Uncertain
from channels.team import Answer, TeamEvent, Wrote
from handoff.card import Card
from handoff.content import Content
from handoff.events import ContactSaid, Event
from handoff.ids import Address
from handoff.outcome import Outcome

PUSH = Capabilities(idempotent=True, edits=True, deletes=True, typing=True, cards=True)


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as people on the platform see it. ``place`` is where, ``card`` is set for a card."""

    ref: str
    place: Address
    content: Content
    author: str = ""
    kind: str = ""
    card: Card | None = None
    voice: Voice = Voice.CONTACT
    quotes: str | None = None


@dataclass
class FakeChannel(Channel):
    """``faults`` are raised by the next calls, one each; ``Uncertain`` only after the message was shown.

    ``heard`` holds the names of what people wrote here themselves.
    """

    name: str = "fake"
    capabilities: Capabilities = PUSH
    faults: deque[ChannelError] = field(default_factory=deque)
    seen: dict[str, Seen] = field(default_factory=dict)
    calls: int = 0
    gone: set[Address] = field(default_factory=set)
    typed: list[Address] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)
    _sink: Sink | None = None
    _by_key: dict[str, str] = field(default_factory=dict)
    _running: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, sink: Sink) -> None:
        """See ``Channel.run``."""
        self._sink = sink
        self._running.set()
        try:
            await asyncio.Event().wait()
        finally:
            self._running.clear()

    async def say(self, chat: str, text: str, key: str, name: str = "") -> Outcome:
        """Be a contact who writes."""
        return await self.bring(chat, ContactSaid(key, Content(text), name), key)

    async def bring(self, chat: str, event: Event, key: str | None = None) -> Outcome:
        """Bring any event of a contact to the sink, as soon as there is one."""
        await self._running.wait()
        assert self._sink is not None
        if isinstance(event, ContactSaid):
            self.heard.add(event.id)
        return await self._sink.receive(Address(self.name, chat), event, key and f"{self.name}:{key}")

    async def send(self, out: Outgoing) -> Receipt:
        """See ``Channel.send``."""
        seen = Seen(
            out.key,
            out.to,
            out.content,
            out.author.name,
            out.author.kind,
            voice=out.voice,
            quotes=out.reply_to,
        )
        return Receipt(self._show(out.key, seen))

    async def react(self, to: Address, ref: str, emoji: str, on: bool) -> None:
        """See ``Channel.react``."""
        if not self.capabilities.reactions:
            await super().react(to, ref, emoji, on)
        self._fail(to)
        if ref not in self.heard:
            self._find(ref)
        put = self.reactions.setdefault(ref, [])
        if on:
            put.append(emoji)
        elif emoji in put:
            put.remove(emoji)

    async def mark(self, thread: Address, ref: str, mark: Mark, why: str = "") -> None:
        """See ``Channel.mark``."""
        self._fail(thread)
        self.marks.setdefault(ref, []).append(mark)

    async def edit(self, out: Outgoing, ref: str) -> None:
        """See ``Channel.edit``."""
        self._fail(out.to)
        self.seen[ref] = replace(self._find(ref), content=out.content)

    async def delete(self, to: Address, ref: str) -> None:
        """See ``Channel.delete``."""
        self._fail(to)
        self.seen.pop(self._find(ref).ref)

    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        """See ``Channel.post_card``."""
        ref = self._show(key, Seen(key, place, card.content, card=card))
        return Receipt(ref, f"{place.chat}/{ref}" if self.capabilities.threads else "")

    async def edit_card(self, place: Address, ref: str, card: Card) -> None:
        """See ``Channel.edit_card``."""
        self._fail(place)
        self._find(ref)
        self.seen[ref] = Seen(ref, place, card.content, card=card)

    async def team(self, event: TeamEvent, key: str | None = None) -> Answer:
        """Be somebody of the team."""
        await self._running.wait()
        assert self._sink is not None
        if isinstance(event, Wrote):
            self.heard.add(event.ref)
        return await self._sink.team(event, key and f"{self.name}:{key}")

    async def typing(self, to: Address) -> None:
        """See ``Channel.typing``."""
        self.typed.append(to)

    @property
    def connected(self) -> bool:
        """See ``Channel.connected``."""
        return self._running.is_set()

    async def check(self) -> str:
        """See ``Channel.check``."""
        return "a channel in memory"

    def texts(self, chat: str) -> list[str]:
        """Return what a contact sees, in order."""
        place = Address(self.name, chat)
        return [seen.content.text for seen in self.seen.values() if seen.place == place and not seen.card]

    def cards(self, chat: str = "") -> list[Card]:
        """Return the cards a team's place shows, in order."""
        place = Address(self.name, chat)
        return [seen.card for seen in self.seen.values() if seen.place == place and seen.card]

    def _show(self, key: str, seen: Seen) -> str:
        fault = self._fault(seen.place)
        if fault is not None and not isinstance(fault, Uncertain):
            raise fault
        ref = self._by_key.get(key) if self.capabilities.idempotent else None
        if ref is None:
            ref = f"m{len(self._by_key) + self.calls}"
            self._by_key[key] = ref
            self.seen[ref] = replace(seen, ref=ref)
        if fault is not None:
            raise fault
        return ref

    def _fail(self, place: Address) -> None:
        fault = self._fault(place)
        if fault is not None:
            raise fault

    def _fault(self, place: Address) -> ChannelError | None:
        self.calls += 1
        if place in self.gone:
            return Gone("the chat is gone")
        return self.faults.popleft() if self.faults else None

    def _find(self, ref: str) -> Seen:
        found = self.seen.get(ref)
        if found is None:
            raise Permanent("there is no such message")
        return found
