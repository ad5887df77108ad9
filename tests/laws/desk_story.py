"""A story whose operators work in desk threads, and what must be true of it in the end."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from hypothesis import strategies as st

from channels.base import Mark, Voice
from channels.errors import Permanent, RateLimited, Temporary, Uncertain
from channels.team import Answer, Erased, Pressed, Reacted, Rewrote, ThreadGone, Wrote
from handoff.card import status
from handoff.content import Content
from handoff.effects import EditCard, ShowMark
from handoff.events import ContactReacted, OperatorTook, Recovered
from handoff.ids import Address, RowId
from handoff.outcome import Done
from handoff.ownership import Move, Owner
from handoff.press import Token
from handoff.state import Conversation
from handoff.store.base import Row, RowState
from handoff.store.orders import relay
from handoff.store.reading import HandoffQuery
from handoff.transcript import AuthorKind, Entry, EntryKind, origin
from tests.laws.desks import STRANGER, DeskWorld, person
from tests.laws.test_laws import NAMES, Op, Story, people
from tests.laws.world import ANA, BEN, ID

ENDS = (Move.RETURN, Move.RESOLVE, Move.EXPIRE)
COMMANDS = ("/take", "/resolve", "/snooze 1h", "/transfer second", "/transfer ben", "/who", "/help", "/fly")
BUTTONS = ("take", "return", "return::-", "resolve", "snooze::1800", "transfer::q/second", "transfer::o/ben")
DESK_NAMES = [
    *("write", "write", "write", "write_note", "write_reply", "mistype", "command", "press", "press"),
    *("send_held", "send_held", "rewrite", "erase", "react", "contact_reacts", "recovered", "stranger"),
    *("two_channels", "redeliver_write", "lose", "desk_fault"),
]
desk_ops = st.builds(
    Op,
    st.sampled_from([*NAMES, *DESK_NAMES, *DESK_NAMES, "human"]),
    people,
    st.integers(0, 5),
    st.sampled_from([0, 0, 1, 2, 3, 5, 9, 20]),
)
desk_stories = st.lists(desk_ops, min_size=8, max_size=22)
Fate = Literal["reply", "note", "held"]


@dataclass
class Written:
    """What somebody wrote in a thread, what it became, and how it reads now."""

    thread: Address
    ref: str
    writer: str
    text: str
    fate: Fate
    send: str = ""
    erased: bool = False


class DeskStory(Story):
    """Knows of every text that was written in a thread whether it may reach the contact."""

    world: DeskWorld

    def __init__(self, world: DeskWorld) -> None:
        super().__init__(world)
        self.world = world
        self.written: list[Written] = []
        self.lost: set[Address] = set()

    async def begin(self) -> None:
        """Begin where the team has its cards, so that what follows is about the threads."""
        await self.do_human(Op("human"))
        await self.world.steps(60)

    def thread(self, op: Op) -> Address | None:
        """Return one of the threads there are; mostly the newest."""
        threads = self.world.desk_threads()
        return threads[-1 - op.number // 4 % len(threads)] if threads else None

    def pick(self, op: Op, *fates: Fate) -> Written | None:
        """Return something that was written, mostly of late."""
        found = [one for one in self.written if one.fate in fates]
        return found[-1 - op.number % len(found)] if found else None

    async def write(self, op: Op, text: str, said: str) -> Answer | None:
        """Write a text in a thread, and remember what it became; ``said`` is it without its command."""
        thread = self.thread(op)
        if thread is None:
            return None
        ref = f"w{self.count}"
        event = Wrote(person(op.who), thread, ref, Content(text), await self.quoted(op, thread))
        answer = await self.world.team(event, ref)
        if answer.alert:
            self.notes.append(said)
            return answer
        fate: Fate = "held" if answer.held else "note" if answer.noted else "reply"
        send = answer.buttons[0].action if answer.held else ""
        self.written.append(Written(thread, ref, op.who.name, said, fate, send))
        if fate == "reply":
            self.replies.append(said)
        return answer

    async def quoted(self, op: Op, thread: Address) -> str | None:
        """Reply to one of the thread's messages every third time."""
        shown = [seen.ref for seen in self.world.slack.seen.values() if seen.place == thread]
        return shown[-1] if shown and op.number % 3 == 0 else None

    # ── what happens ─────────────────────────────────────────────────────────────────────────────

    async def do_write(self, op: Op) -> None:
        text = self.text("plain")
        if op.number == 4:
            self.world.channel.faults.append(Permanent("the contact blocked the bot"))
        answer = await self.write(op, text, text)
        assert answer is None or not answer.alert, "plain text always becomes something"

    async def do_write_note(self, op: Op) -> None:
        text = self.text("secret note")
        answer = await self.write(op, f"/note {text}", text)
        assert answer is None or answer == Answer(noted=True)

    async def do_write_reply(self, op: Op) -> None:
        text = self.text("person says")
        await self.write(op, f"!reply {text}", text)

    async def do_mistype(self, op: Op) -> None:
        text = self.text("secret note")
        answer = await self.write(op, f"/noet {text}", text)
        assert answer is None or answer.alert

    async def do_command(self, op: Op) -> None:
        thread = self.thread(op)
        if thread is not None:
            text = COMMANDS[(op.number + op.steps) % len(COMMANDS)]
            await self.world.team(
                Wrote(person(op.who), thread, self.text("c"), Content(text)), f"c{self.count}"
            )

    async def do_press(self, op: Op) -> None:
        button, _, detail = BUTTONS[(op.number + op.steps) % len(BUTTONS)].partition("::")
        token = f"{button}:{await self.ticket(op)}" + (f":{detail}" if detail else "")
        event = Pressed(person(op.who), Address("slack", "C1"), token, text=self.text("secret note"))
        answer = await self.world.team(event, f"p{self.count}")
        assert answer.text or answer.ask, "whoever presses is told something"
        self.notes.append(event.text)

    async def ticket(self, op: Op) -> int:
        """Return the open handoff's number, or at times an old one's."""
        state = await self.world.state()
        if state is None or state.handoff is None or op.number == 5:
            return 1001
        return state.handoff.ticket.number

    async def do_send_held(self, op: Op) -> None:
        """Somebody presses the send button of something held, the writer or not, perhaps twice."""
        held = self.pick(op, "held")
        if held is None:
            return
        if op.number == 3:
            await self.erase(held)
        who = ANA if (held.writer == ANA.name) != (op.number == 1) else BEN
        if op.number in (2, 5):
            await self.rewrite(Op("rewrite", who), held)
        event = Pressed(person(who), held.thread, held.send)
        answers = await asyncio.gather(*(self.world.team(event, f"s{n}") for n in range(1 + op.number % 2)))
        if held.writer != who.name or held.erased:
            assert all(answer.alert for answer in answers), "law 5: only its writer sends what was held"
        elif not answers[0].alert:
            held.fate = "reply"
            self.replies.append(held.text)

    async def do_rewrite(self, op: Op) -> None:
        one = self.pick(op, "reply", "note", "held")
        if one is not None:
            await self.rewrite(op, one)

    async def rewrite(self, op: Op, one: Written) -> None:
        text = self.text("other words")
        await self.world.team(Rewrote(person(op.who), one.thread, one.ref, text), f"e{self.count}")
        if one.writer != op.who.name or one.erased or one.fate == "note":
            self.notes.append(text)
            return
        (self.changed.add if one.fate == "reply" else self.notes.append)(one.text)
        one.text = text

    async def do_erase(self, op: Op) -> None:
        one = self.pick(op, "reply", "note", "held")
        if one is not None:
            await self.erase(one)

    async def erase(self, one: Written) -> None:
        await self.world.team(Erased(one.thread, one.ref), f"d{self.count}{one.ref}")
        one.erased = True
        self.changed.add(one.text)

    async def do_react(self, op: Op) -> None:
        thread = self.thread(op)
        shown = [seen.ref for seen in self.world.slack.seen.values() if seen.place == thread]
        if thread is not None and shown:
            await self.world.team(Reacted(person(op.who), thread, shown[-1], "👍", op.number % 2 == 0))

    async def do_contact_reacts(self, op: Op) -> None:
        state = await self.world.state()
        if state is not None and state.seq:
            await self.world.happen(ContactReacted("x", "🎉", target=1 + op.number % state.seq))

    async def do_recovered(self, op: Op) -> None:
        await self.world.happen(Recovered(1 + op.number))

    async def do_stranger(self, op: Op) -> None:
        """Law 7: who is not listed changes nothing."""
        text = self.text("secret note")
        pressed = Pressed(STRANGER, Address("slack", "C1"), f"take:{await self.ticket(op)}")
        assert (await self.world.team(pressed)).alert
        thread = self.thread(op)
        if thread is not None:
            assert (await self.world.team(Wrote(STRANGER, thread, f"x{self.count}", Content(text)))).alert
        self.notes.append(text)

    async def do_two_channels(self, op: Op) -> None:
        """Law 2: a press in the messenger and one in the inbox at the same moment."""
        before = await self.world.state()
        token = f"take:{await self.ticket(op)}"
        in_room = self.world.team(Pressed(person(ANA), Address("slack", "C1"), token))
        answer, outcome = await asyncio.gather(in_room, self.world.happen(OperatorTook(BEN)))
        if before is None or before.owner is not Owner.WAITING or not names(token, before):
            return
        assert answer.alert == isinstance(outcome, Done), "one winner"
        if answer.alert:
            assert answer.text.startswith("Ben already has it"), answer

    async def do_redeliver_write(self, op: Op) -> None:
        one = self.pick(op, "reply", "note")
        if one is not None and one.ref.startswith("w"):
            who = ANA if one.writer == ANA.name else BEN
            await self.world.team(Wrote(person(who), one.thread, one.ref, Content(one.text)), one.ref)

    async def do_lose(self, op: Op) -> None:
        """A thread is deleted, and the messenger says so or does not."""
        thread = self.thread(op)
        if thread is None or op.number > 2:
            return
        self.lost.add(thread)
        self.world.slack.gone.add(thread)
        if op.number == 0:
            await self.world.team(ThreadGone(thread, "deleted"), f"g{thread}")

    async def do_desk_fault(self, op: Op) -> None:
        faults = [Temporary("down"), RateLimited("slow", 2.0), Uncertain("who knows"), Permanent("no")]
        self.world.slack.faults.append(faults[op.number % 4])

    # ── what must be true ────────────────────────────────────────────────────────────────────────

    async def check_more(self) -> None:
        entries = await self.world.entries()
        rows = {row.id: row for row in await self.world.store.rows(ID)}
        self.check_only_what_may_go_out_went_out(entries)
        self.check_nothing_is_written_twice(entries)
        self.check_nothing_comes_back_to_where_it_was_written()
        self.check_marks(entries, rows)
        await self.check_threads(entries, rows)
        await self.check_cards(rows)

    async def check_cards(self, rows: Mapping[RowId, Row]) -> None:
        """Every card shows how its handoff stands, unless the messenger refused to change it."""
        given_up = [row.effect for row in rows.values() if row.state is RowState.DEAD]
        dead = {(effect.place, effect.ref) for effect in given_up if isinstance(effect, EditCard)}
        for known in await self.world.store.handoffs(HandoffQuery()):
            for copy in known.handoff.cards:
                seen = self.world.channels[copy.place.channel].seen.get(copy.ref or "")
                if seen is None or seen.card is None or (copy.place, copy.ref) in dead:
                    continue
                drawn = (status(known.handoff), known.handoff.closed is None)
                assert (seen.card.status, seen.card.live) == drawn, f"{copy}: an old card"

    def check_only_what_may_go_out_went_out(self, entries: Sequence[Entry]) -> None:
        messages = {entry.content.text for entry in entries if entry.kind is EntryKind.MESSAGE}
        outside = messages.union(self.world.channel.texts("chat"))
        held = {one.text for one in self.written if one.fate != "reply"}
        leaked = outside & (held | set(self.notes))
        assert not leaked, f"law 5: {leaked}"
        for seen in self.world.slack.seen.values():
            if seen.content.text.startswith("secret note"):
                assert seen.voice is Voice.NOTE, f"law 5: {seen} does not look like a note"

    def check_nothing_is_written_twice(self, entries: Sequence[Entry]) -> None:
        shown = (EntryKind.MESSAGE, EntryKind.NOTE)
        places = Counter((entry.kind, origin(entry)) for entry in entries if entry.kind in shown)
        twice = [place for place, count in places.items() if place[1] is not None and count > 1]
        assert not twice, f"law 3: {twice}"

    def check_nothing_comes_back_to_where_it_was_written(self) -> None:
        for one in self.written:
            assert one.text not in self.world.slack.texts(one.thread.chat), f"{one} was echoed"

    def check_marks(self, entries: Sequence[Entry], rows: Mapping[RowId, Row]) -> None:
        """Whoever wrote to the contact in a thread sees whether it arrived."""
        for entry in entries:
            place = origin(entry)
            if entry.kind is not EntryKind.MESSAGE or place is None or place.thread in self.lost:
                continue
            tried = [row for row in rows.values() if is_mark_of(row, entry.seq)]
            assert tried, f"law 5: nobody told the operator of {entry}"
            marks = self.world.slack.marks.get(place.ref, [])
            if any(row.state is RowState.SENT for row in tried):
                assert set(marks) <= {Mark.DELIVERED, Mark.FAILED}
                assert marks

    async def check_threads(self, entries: Sequence[Entry], rows: Mapping[RowId, Row]) -> None:
        """Every word of the contact stands in every thread that lives, once and in order."""
        for thread in self.world.desk_threads():
            row = await self.world.store.thread(thread)
            assert row is not None
            known = await self.world.store.handoff(row.ticket)
            assert known is not None
            lives = any(copy.desk == thread for copy in known.handoff.cards)
            if lives and thread not in self.lost:
                first, last = known.handoff.envelope.upto + 1, ended(entries, str(row.ticket))
                told = [one for one in said(entries) if first <= one.seq <= last]
                self.check_thread(thread, told, rows)
                others = {one.content.text for one in said(entries)} - {one.content.text for one in told}
                assert not others.intersection(self.world.slack.texts(thread.chat)), "not this handoff's"

    def check_thread(self, thread: Address, expected: Sequence[Entry], rows: Mapping[RowId, Row]) -> None:
        shown = self.world.slack.texts(thread.chat)
        count, due = Counter(shown), []
        for entry in expected:
            row = rows.get(relay(ID, entry.seq, thread))
            assert row is not None, f"{entry} was never ordered for {thread}"
            if row.state is RowState.SENT:
                due.append(entry.content.text)
                assert count[entry.content.text] == 1 or row.doubtful, f"{entry}: {row}"
            else:
                assert row.state is RowState.DEAD, row
        once = [text for text in dict.fromkeys(shown) if text in due]
        assert once == due, f"{thread}: not in order"


def names(token: str, state: Conversation) -> bool:
    """Whether a token is about the conversation's open handoff."""
    return state.handoff is not None and Token.parse(token).subject == str(state.handoff.ticket.number)


def is_mark_of(row: Row, seq: int) -> bool:
    return isinstance(row.effect, ShowMark) and row.effect.seq == seq


def said(entries: Sequence[Entry]) -> list[Entry]:
    """Return the contact's messages."""
    contact = AuthorKind.CONTACT
    return [entry for entry in entries if entry.kind is EntryKind.MESSAGE and entry.author.kind is contact]


def ended(entries: Sequence[Entry], ticket: str) -> float:
    """Return the seq at which a handoff ended."""
    found = (
        entry.seq
        for entry in entries
        if entry.kind is EntryKind.OWNER and entry.data.get("ticket") == ticket and entry.data["move"] in ENDS
    )
    return next(found, inf)
