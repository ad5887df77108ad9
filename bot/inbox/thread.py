"""The transcript as the page draws it: messages, notes, handoffs, changes of owner, days."""

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from bot.assist.shown import ENTRIES, originals, released, translations
from bot.happenings import ALARMING, sentence
from bot.inbox.ages import clock, day
from bot.inbox.case import Case
from bot.inbox.marks import Delivery, Mark
from bot.inbox.operators import Operator
from bot.inbox.people import initials
from bot.inbox.replies import moment
from handoff.content import Content
from handoff.labels import known_as
from handoff.transcript import Author, AuthorKind, Entry, EntryKind, Message, messages

TOGETHER = 300.0
"""Seconds within which messages of one author stand under one name."""

Render = Callable[[str], str]
DELIVERED = Mark(Delivery.DELIVERED)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the transcript. ``kind`` chooses how it is drawn; what does not apply is empty.

    ``original`` are the writer's own words where ``text`` is a translation of them.
    """

    seq: int
    kind: str
    at: str
    clock: str
    day: str
    text: Markup | str = ""
    author: str = ""
    who: str = ""
    initials: str = ""
    mine: bool = False
    joined: bool = False
    content: Content = Content()
    mark: Mark | None = None
    edited: str = ""
    gone: bool = False
    earlier: tuple[str, ...] = ()
    alarming: bool = False
    original: str = ""
    facts: dict[str, str] = field(default_factory=dict)


class Thread:
    """Draws transcripts for one reader. ``render`` makes clean HTML of what agents and the team wrote."""

    def __init__(self, case: Case, me: Operator, render: Render) -> None:
        self._case = case
        self._me = me
        self._render = render
        self._translated = translations(case.entries)
        self._originals = originals(case.entries)
        self._released = released(case.entries)
        self._contact = known_as(case.conversation.contact.name, case.conversation.id)

    def items(self) -> list[Item]:
        """Return what to draw, in order of seq."""
        said = {message.entry.seq: message for message in messages(self._case.entries)}
        drawn: list[Item] = []
        before: Message | None = None
        for entry in self._case.entries:
            if entry.seq in self._released:
                continue
            message = said.get(entry.seq)
            item = self._happening(entry) if message is None else self._message(message, before)
            if item is not None:
                drawn.append(item)
                before = message
        return drawn

    def _message(self, message: Message, before: Message | None) -> Item:
        entry = message.entry
        who = self._who(entry.author)
        return Item(
            seq=entry.seq,
            kind="note" if entry.kind is EntryKind.NOTE else "message",
            at=moment(entry.at) or "",
            clock=clock(entry.at),
            day=day(entry.at),
            text=self._text(message),
            author=entry.author.kind,
            who=who,
            initials=initials(who),
            mine=entry.author.operator == self._me.name,
            joined=before is not None and _together(before.entry, entry),
            content=message.content,
            mark=self._mark(entry),
            edited=moment(message.edited_at) or "",
            gone=message.deleted_at is not None,
            earlier=message.earlier,
            original=self._original(message),
            facts=self._facts(entry),
        )

    def _facts(self, entry: Entry) -> dict[str, str]:
        """Say which kind of note it is."""
        if entry.data.get("translating"):
            waits = any(one.seq == entry.seq for one in self._case.conversation.pending)
            return {"translating": "yes"} if waits else {"unsent": "yes"}
        return {name: "yes" for name in ("for_agent", "draft") if entry.data.get(name)}

    def _original(self, message: Message) -> str:
        if message.entry.seq in self._translated:
            return message.content.text
        return self._originals.get(message.entry.seq, "")

    def _who(self, author: Author) -> str:
        if author.kind is AuthorKind.CONTACT:
            return self._contact
        return author.name or {AuthorKind.AGENT: "Assistant", AuthorKind.SYSTEM: "Automatic"}.get(
            author.kind, "Colleague"
        )

    def _text(self, message: Message) -> Markup:
        """Return what was said: a contact's words as the plain text they are, ours as rendered."""
        if message.entry.author.kind in (AuthorKind.AGENT, AuthorKind.HUMAN):
            return Markup(self._render(message.content.text))
        return escape(self._translated.get(message.entry.seq, message.content.text))

    def _mark(self, entry: Entry) -> Mark | None:
        ours = entry.kind is EntryKind.MESSAGE and entry.author.kind is not AuthorKind.CONTACT
        return self._case.marks.get(entry.seq, DELIVERED) if ours else None

    def _happening(self, entry: Entry) -> Item | None:
        if entry.kind not in (EntryKind.OWNER, EntryKind.EVENT):
            return None
        if entry.content.text in ENTRIES:
            return None
        begins = entry.kind is EntryKind.EVENT and entry.content.text == "handoff"
        if entry.kind is EntryKind.OWNER and entry.data.get("move") == "escalate":
            return None  # the handoff's own divider says it
        return Item(
            seq=entry.seq,
            kind="handoff" if begins else "event",
            at=moment(entry.at) or "",
            clock=clock(entry.at),
            day=day(entry.at),
            text="" if begins else sentence(entry),
            alarming=entry.content.text in ALARMING,
            facts={name: str(value) for name, value in entry.data.items()},
        )


def _together(before: Entry, entry: Entry) -> bool:
    same = (before.kind, before.author) == (entry.kind, entry.author)
    return same and entry.at - before.at < TOGETHER and day(before.at) == day(entry.at)
