"""Has the contact's words translated for the team, and operators' replies for the contact."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.assist.base import Helping, NoHelp, ask
from bot.recent import Entries
from bot.record import record
from bot.refs import Refs
from handoff.desk import Desk
from handoff.effects import Translate, TranslateReply
from handoff.events import LanguageHeard, ReplyTranslated, Translated
from handoff.ids import ConversationId
from handoff.languages import base, may_differ, spoken
from handoff.pending import Pending
from handoff.policy import Assistance
from handoff.state import Conversation
from handoff.store.base import Row, RowState, Settled
from handoff.transcript import AuthorKind, Entry, EntryKind, messages

READ: Final = 60
"""So many of the newest entries are looked through for the contact's messages."""
TOLD: Final = 2000
"""Characters by which a language is told."""

Assisting = Callable[[], Assistance]


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says: its seq, its text as it stands now, and the seq of the entry that says so."""

    seq: int
    text: str
    entry: int


class ContactTranslator:
    """Translates what the contact said. A model that fails leaves the original, which is there anyway."""

    def __init__(self, desk: Desk, entries: Entries, refs: Refs, helping: Helping, terms: Assisting) -> None:
        self._desk = desk
        self._entries = entries
        self._refs = refs
        self._helping = helping
        self._terms = terms

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, Translate)
        done = Settled(row.id, RowState.SENT, row.attempts + 1)
        try:
            await self._translate(row.conversation, row.effect)
        except NoHelp as reason:
            return Settled(row.id, RowState.DROPPED, row.attempts + 1, error=str(reason))
        return done

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Leave it: the original is there."""
        return False

    async def _translate(self, id: ConversationId, effect: Translate) -> None:
        said = await self._said(id, effect)
        state = await self._desk.state(id)
        if state is None or not said:
            return
        theirs = await self._language(state, said[-1].text)
        ours = base(self._terms().language)
        if theirs in ("", ours):
            return
        for words in said:
            await self._one(id, words, theirs, ours)

    async def _one(self, id: ConversationId, words: Words, theirs: str, ours: str) -> None:
        """Bring one translation, once."""
        text = words.text
        found = await ask("translation", self._helping, lambda one: one.translate(text, ours, theirs))
        if found.strip() and found.strip() != text.strip():
            event = Translated(words.seq, found, ours)
            await self._desk.happened(id, event, key=f"translation:{id}:{words.entry}")

    async def _language(self, state: Conversation, text: str) -> str:
        """Return the contact's language, found out once and then remembered; empty if it cannot be told."""
        if not may_differ(state, self._terms()):
            return ""
        known = spoken(state)
        if known:
            return known
        found = base(await ask("language", self._helping, lambda one: one.language(text[:TOLD])))
        if found:
            await self._desk.happened(state.id, LanguageHeard(found))
        return found

    async def _said(self, id: ConversationId, effect: Translate) -> list[Words]:
        """Return what to translate, oldest first."""
        entry = await self._refs.entry(id, effect.seq)
        if entry is not None and entry.kind is EntryKind.EDIT:
            target = await self._refs.target(id, entry)
            return [Words(target.seq, entry.content.text, entry.seq)] if target is not None else []
        entries = await self._entries.entries(id, limit=READ)
        return _contacts(entries, effect.seq)[-1 - effect.back :]


class ReplyTranslator:
    """Translates what operators wrote. The words are always brought on: without a translation as they are."""

    def __init__(self, desk: Desk, helping: Helping, terms: Assisting) -> None:
        self._desk = desk
        self._helping = helping
        self._terms = terms

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, TranslateReply)
        state = await self._desk.state(row.conversation)
        waiting = _waiting(state, row.effect.seq)
        if state is None or waiting is None:
            return Settled(row.id, RowState.DROPPED, row.attempts, error="it does not wait any more")
        event = await self._translated(state, waiting)
        done = Settled(row.id, RowState.SENT, row.attempts + 1)
        return await record(self._desk, row.conversation, event, done)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Let the operator's own words go: they must not be lost."""
        assert isinstance(row.effect, TranslateReply)
        waiting = _waiting(await self._desk.state(row.conversation), row.effect.seq)
        if waiting is None:
            return False
        why = settled.error or "no reason given"
        event = ReplyTranslated(waiting.seq, waiting.content.text, "", ok=False, why=why)
        return await self._desk.happened(row.conversation, event, (settled,)) is not None

    async def _translated(self, state: Conversation, waiting: Pending) -> ReplyTranslated:
        text, theirs, ours = waiting.content.text, spoken(state), base(self._terms().language)
        if not text.strip() or theirs in ("", ours):
            return ReplyTranslated(waiting.seq, text, text)
        try:
            found = await ask("reply", self._helping, lambda one: one.translate(text, theirs, ours))
        except NoHelp as reason:
            return ReplyTranslated(waiting.seq, text, "", ok=False, why=str(reason))
        return ReplyTranslated(waiting.seq, text, found)


def _waiting(state: Conversation | None, seq: int) -> Pending | None:
    pending = state.pending if state is not None else ()
    return next((one for one in pending if one.seq == seq), None)


def _contacts(entries: Sequence[Entry], upto: int) -> list[Words]:
    found = (one for one in messages(entries) if _is_contacts(one.entry) and one.entry.seq <= upto)
    return [
        Words(one.entry.seq, one.content.text, one.entry.seq)
        for one in found
        if one.deleted_at is None and one.content.text.strip()
    ]


def _is_contacts(entry: Entry) -> bool:
    return entry.kind is EntryKind.MESSAGE and entry.author.kind is AuthorKind.CONTACT
