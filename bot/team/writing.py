"""What people write, change, take back and react to in desk threads."""

from collections.abc import Callable

from bot.refs import Refs
from bot.team.commands import Commands, parse
from bot.team.told import ERASED, alert, sign, told
from channels.team import Answer, Erased, Reacted, Rewrote, Wrote
from handoff.content import Button, Style
from handoff.desk import Desk
from handoff.events import (
    Actor,
    OperatorDeleted,
    OperatorEdited,
    OperatorReacted,
    OperatorWrote,
)
from handoff.outcome import Again, Became, Done
from handoff.ownership import Owner
from handoff.press import Press, Token
from handoff.store.reading import ThreadRow
from handoff.transcript import AuthorKind, Entry, EntryKind, Origin

HELD = "Not sent: nobody has this conversation yet. It was kept as a note."
FIXED = "A command cannot be changed afterwards: what you wrote first stands. Write a new one."
CLOSED = "This conversation is closed, so this was kept as a note. {sign}take opens it again."


class Writing:
    """Plain text becomes a reply, a note, or a held note: ``handoff.moves.thread`` decides (law 5)."""

    def __init__(self, desk: Desk, refs: Refs, commands: Commands, time: Callable[[float], str]) -> None:
        self._desk = desk
        self._refs = refs
        self._commands = commands
        self._time = time

    async def wrote(self, event: Wrote, row: ThreadRow, by: Actor, key: str | None) -> Answer:
        """Run a command, or let the core say what the text becomes."""
        command = parse(event.content.text)
        if command is not None:
            return await self._commands.run(command, row.conversation, by, event, key)
        quoted = await self._quoted(event, row)
        written = OperatorWrote(by, event.content, Origin(event.thread, event.ref), quoted)
        outcome = await self._desk.happened(row.conversation, written, (), key)
        match outcome:
            case None:
                return alert(ERASED)
            case Done(seq=seq, became=became):
                return await self._became(became, row, seq, by)
            case Again(seq=seq):
                return await self._became(await self._was(row, seq), row, seq, by)
            case _:
                return told(outcome, "", self._time)

    async def rewrote(self, event: Rewrote, row: ThreadRow, by: Actor, key: str | None) -> Answer:
        """Change what the same person wrote before; a reply stays a reply and a note a note."""
        place = Origin(event.thread, event.ref)
        mine = await self._mine(row, place)
        if mine is None or mine.author.operator != by.operator:
            return Answer()
        text = _reworded(mine, event.text)
        if text is None:
            return alert(FIXED)
        now = await self._refs.message(row.conversation, mine.seq)
        if now is not None and now.deleted_at is None and now.content.text != text:
            change = OperatorEdited(by, mine.seq, text, place, note=mine.kind is EntryKind.NOTE)
            await self._desk.happened(row.conversation, change, (), key)
        return Answer()

    async def erased(self, event: Erased, row: ThreadRow, key: str | None) -> Answer:
        """Take back what somebody wrote here; deleting what we showed here changes nothing."""
        place = Origin(event.thread, event.ref)
        mine = await self._mine(row, place)
        if mine is None or mine.author.operator is None:
            return Answer()
        now = await self._refs.message(row.conversation, mine.seq)
        if now is not None and now.deleted_at is None:
            by = Actor(mine.author.operator, mine.author.name, event.thread.channel)
            await self._desk.happened(row.conversation, OperatorDeleted(by, mine.seq, place), (), key)
        return Answer()

    async def reacted(self, event: Reacted, row: ThreadRow, by: Actor, key: str | None) -> Answer:
        """Show the contact the owner's reaction to what the contact wrote."""
        place = Origin(event.thread, event.ref)
        seq = await self._refs.from_thread(row.conversation, event.thread, event.ref)
        entry = await self._refs.entry(row.conversation, seq)
        if entry is not None and entry.author.kind is AuthorKind.CONTACT:
            change = OperatorReacted(by, entry.seq, event.emoji, event.on, place)
            await self._desk.happened(row.conversation, change, (), key)
        return Answer()

    async def _quoted(self, event: Wrote, row: ThreadRow) -> int | None:
        """Return the message that is replied to, if the contact knows it."""
        if event.quotes is None:
            return None
        seq = await self._refs.from_thread(row.conversation, event.thread, event.quotes)
        entry = await self._refs.entry(row.conversation, seq)
        if entry is not None and entry.content.text == "translation":  # its line stands for the message
            entry = await self._refs.entry(row.conversation, entry.target)
        return entry.seq if entry is not None and entry.kind is EntryKind.MESSAGE else None

    async def _mine(self, row: ThreadRow, place: Origin) -> Entry | None:
        """Return what was written at this very place by one of the team."""
        seq = await self._refs.from_thread(row.conversation, place.thread, place.ref)
        entry = await self._refs.entry(row.conversation, seq)
        return entry if entry is not None and entry.author.kind is AuthorKind.HUMAN else None

    async def _was(self, row: ThreadRow, seq: int | None) -> Became:
        """Say what a text that came a second time became at its first."""
        entry = await self._refs.entry(row.conversation, seq)
        if entry is None or entry.kind is EntryKind.MESSAGE:
            return Became.REPLY
        return Became.HELD if entry.data.get("held") else Became.NOTE

    async def _became(self, became: Became, row: ThreadRow, seq: int | None, by: Actor) -> Answer:
        if became is Became.HELD:
            subject = str(row.ticket.number)
            send = Button("Take over and send", str(Token(Press.SEND, subject, str(seq))), Style.PRIMARY)
            keep = Button("Keep as note", str(Token(Press.KEEP, subject, str(seq))))
            return Answer(HELD, (send, keep), held=True)
        if became is not Became.NOTE:
            return Answer()
        state = await self._desk.state(row.conversation)
        closed = state is not None and state.owner is Owner.CLOSED
        return Answer(CLOSED.format(sign=sign(by.via)) if closed else "", noted=True)


def _reworded(mine: Entry, text: str) -> str | None:
    """Return the new words without the command that they began with; None for another command."""
    command = parse(text)
    if command is None:
        return text
    same = "note" if mine.kind is EntryKind.NOTE else "reply"
    return command.rest or None if command.name == same else None
