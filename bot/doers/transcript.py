"""Shows in a desk thread, once somebody took over, all that was said before."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.assist.shown import released, translations
from bot.doers.sending import Carrier, perhaps
from bot.doers.thread import NOTHING
from bot.doers.words import INDENT, SYSTEM
from bot.recent import Entries
from channels.base import Outgoing, Voice
from channels.files import Files
from handoff.content import Content, File
from handoff.effects import Transcript
from handoff.ids import Ticket
from handoff.labels import known_as
from handoff.state import Conversation
from handoff.store.base import Row, RowState, Settled
from handoff.store.reading import Reader
from handoff.transcript import AuthorKind, Entry, EntryKind, Message, messages

SHORT = 1800
"""Characters that still read well in one message; what is longer goes along as a file as well."""
WHOLE: Final = "What was said before:"
PART: Final = "What was said before (this is its end, the file has all of it):"


class Transcriber:
    """Sends one message: the whole transcript, or its end and the whole as a text file."""

    def __init__(self, carrier: Carrier, reader: Reader, entries: Entries, files: Files) -> None:
        self._carrier = carrier
        self._reader = reader
        self._entries = entries
        self._files = files

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, Transcript)
        if await self._is_shown(row):
            return None
        state = await self._carrier.desk.state(row.conversation)
        known = await self._reader.handoff(row.effect.ticket)
        if state is None or known is None:
            return Settled(row.id, RowState.DROPPED, error=NOTHING)
        entries = await self._entries.entries(row.conversation)
        before = _before(entries, known.handoff.envelope.upto)
        content = await self._content(state, row.effect.ticket, before, translations(entries))
        if not content.text:
            return Settled(row.id, RowState.DROPPED, error=NOTHING)
        out = Outgoing(row.id, row.effect.thread, SYSTEM, content, voice=Voice.TEAM, again=perhaps(row))
        return await self._carrier.show(row, out)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Leave the row dead: the inbox has the transcript."""
        return False

    async def _is_shown(self, row: Row) -> bool:
        """Whether this thread had it at an earlier takeover: every takeover orders it, under one name."""
        stored = await self._reader.row(row.id)
        return stored is not None and stored.state not in (RowState.PENDING, RowState.SENDING)

    async def _content(
        self, state: Conversation, ticket: Ticket, said: Sequence[Message], translated: Mapping[int, str]
    ) -> Content:
        name = known_as(state.contact.name, state.id)
        lines = [_line(message, name, translated.get(message.entry.seq, "")) for message in said]
        whole = "\n".join(lines)
        long = len(whole) > SHORT
        files = (await self._file(state, ticket, whole),) if long else ()
        shown = f"{WHOLE if not long else PART}\n{_end(lines)}" if lines else ""
        return Content("\n\n".join(filter(None, (shown, "\n".join(self._blind(state))))), files=files)

    async def _file(self, state: Conversation, ticket: Ticket, text: str) -> File:
        owner = str(state.contact.address)
        return await self._files.save(owner, f"transcript-{ticket}.txt", "text/plain", text.encode())

    def _blind(self, state: Conversation) -> tuple[str, ...]:
        """Say once what the contact's messenger does not tell us, or cannot show."""
        channel = self._carrier.channels.get(state.contact.address.channel)
        return channel.capabilities.blind if channel is not None else ()


def _before(entries: Sequence[Entry], upto: int) -> list[Message]:
    """Return what people and the bot said before, without drafts."""
    gone, said = released(entries), messages(entry for entry in entries if entry.seq <= upto)
    return [one for one in said if one.entry.seq not in gone and "draft" not in one.entry.data]


def _line(message: Message, contact: str, translated: str) -> str:
    content = message.content
    who = _who(message, contact)
    if message.deleted_at is not None:
        return f"{who}: (took this message back)"
    theirs = f"\n(translation) {translated}" if translated else ""
    return INDENT.join(f"{who}: {content.words}{theirs}".splitlines())


def _who(message: Message, contact: str) -> str:
    author = message.entry.author
    unnamed = {AuthorKind.SYSTEM: "To the contact", AuthorKind.CONTACT: contact}
    name = " ".join(author.name.split()) or unnamed.get(author.kind, "Assistant")
    return f"{name} (note)" if message.entry.kind is EntryKind.NOTE else name


def _end(lines: Sequence[str]) -> str:
    """Return as many of the last lines as read well."""
    kept: list[str] = []
    room = SHORT
    for text in reversed(lines):
        room -= len(text) + 1
        if room < 0 and kept:
            kept.append("…")
            break
        kept.append(text[:SHORT])
    return "\n".join(reversed(kept))
