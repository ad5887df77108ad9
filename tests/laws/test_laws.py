"""The laws of the design, over random interleavings of everything that can happen to a conversation."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.errors import Permanent, RateLimited, Temporary, Uncertain
from handoff.content import Content
from handoff.effects import Deliver
from handoff.envelope import Ending
from handoff.events import (
    Actor,
    AgentSwitched,
    ContactAskedForPerson,
    ContactDeleted,
    ContactEdited,
    ContactSaid,
    OperatorNoted,
    OperatorReplied,
    OperatorResolved,
    OperatorReturned,
    OperatorSnoozed,
    OperatorTook,
    OperatorTransferred,
)
from handoff.ids import QueueName
from handoff.outcome import Done, Lost
from handoff.ownership import Move, Owner
from handoff.store.base import Row, RowState
from handoff.store.reading import HandoffQuery
from handoff.transcript import AuthorKind, Entry, EntryKind, messages
from handoff.trigger import Mechanism
from tests.laws.world import ANA, BEN, DONE, ID, World, agent_texts

PER_TEST = 2600
MACHINES = (Owner.AGENT, Owner.AUTOMATION)
SEEN: Counter[str] = Counter()

people = st.sampled_from([ANA, BEN])


@dataclass(frozen=True)
class Op:
    """One thing that happens, and how many steps of the loop run after it."""

    name: str
    who: Actor = ANA
    number: int = 0
    steps: int = 0


NAMES = [
    *("say", "say", "say", "burst", "human", "ask_person", "edit", "delete", "redeliver"),
    *("hold", "release", "answer_late", "send_late", "fail", "switch"),
    *("take", "race", "reply", "reply", "note", "transfer", "assign", "return", "resolve", "snooze"),
    *("time", "timers", "crash", "fault"),
]

ops = st.builds(
    Op, st.sampled_from(NAMES), people, st.integers(0, 5), st.sampled_from([0, 0, 1, 2, 3, 5, 9, 20])
)
stories = st.lists(ops, min_size=4, max_size=24)


class Story:
    """Plays one interleaving and remembers what must be true of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.taken: list[str] = []
        self.replies: list[str] = []
        self.notes: list[str] = []
        self.changed: set[str] = set()
        self.count = 0

    async def play(self, op: Op) -> None:
        await getattr(self, f"do_{op.name}")(op)
        await self.world.steps(op.steps)

    async def begin(self) -> None:
        """Come to where this kind of story begins."""

    async def check_more(self) -> None:
        """Check what only this kind of story is about, once all came to rest."""

    def text(self, kind: str) -> str:
        self.count += 1
        return f"{kind} {self.count}"

    async def said(self, text: str) -> None:
        outcome = await self.world.say(text)
        assert isinstance(outcome, Done)
        self.taken.append(text)

    async def do_say(self, op: Op) -> None:
        await self.said(self.text("hello"))

    async def do_burst(self, op: Op) -> None:
        await asyncio.gather(*(self.said(self.text("part")) for _ in range(2 + op.number)))

    async def do_human(self, op: Op) -> None:
        text = self.text("human please")
        await self.said(text)
        entries = await self.world.entries()
        place = next(at for at, entry in enumerate(entries) if entry.content.text == text)
        owners = [entry.data for entry in entries[:place] if entry.kind is EntryKind.OWNER]
        if not owners or owners[-1]["owner"] in MACHINES:
            moves = [entry.data["move"] for entry in entries[place:] if entry.kind is EntryKind.OWNER]
            assert moves[:1] == [Move.ESCALATE], "law 10: the first request is enough"

    async def do_ask_person(self, op: Op) -> None:
        await self.world.happen(ContactAskedForPerson(self.text("press")))

    async def do_hold(self, op: Op) -> None:
        self.world.agent.gate.clear()

    async def do_release(self, op: Op) -> None:
        self.world.agent.gate.set()

    async def do_answer_late(self, op: Op) -> None:
        """The answer is parked, somebody takes over, the answer is released."""
        self.world.agent.gate.clear()
        await self.said(self.text("question"))
        await self.world.steps(op.number * 3)
        await self.world.happen(OperatorTook(op.who))
        self.world.agent.gate.set()

    async def do_send_late(self, op: Op) -> None:
        """The answer waits for the platform, which lets it go in the very moment somebody takes over."""
        self.world.agent.gate.set()
        self.world.channel.may.clear()
        await self.said(self.text("question"))
        await self.world.steps(30)
        taking = asyncio.create_task(self.world.happen(OperatorTook(op.who)))
        await self.world.steps(op.number)
        self.world.channel.may.set()
        await taking

    async def do_fail(self, op: Op) -> None:
        self.world.agent.fails = not self.world.agent.fails

    async def do_take(self, op: Op) -> None:
        await self.world.happen(OperatorTook(op.who))

    async def do_race(self, op: Op) -> None:
        """Two press at the same moment: one wins, the other is told who (law 2)."""
        before = await self.world.state()
        one, two = await asyncio.gather(
            self.world.happen(OperatorTook(ANA)),
            self.world.happen(OperatorReplied(BEN, Content(self.text("race")))),
        )
        if before is None or before.owner in (*MACHINES, Owner.WAITING):
            assert (isinstance(one, Done), isinstance(two, Lost)) == (True, True), (one, two)
            assert isinstance(two, Lost)
            assert two.by == "Ana"
        elif before.owner is Owner.HUMAN:
            assert {type(one), type(two)} == {Done, Lost}
        if isinstance(two, Done):
            self.replies.append(f"race {self.count}")

    async def do_reply(self, op: Op) -> None:
        text = self.text("person says")
        outcome = await self.world.happen(OperatorReplied(op.who, Content(text)))
        if isinstance(outcome, Done):
            self.replies.append(text)

    async def do_note(self, op: Op) -> None:
        text = self.text("secret note")
        await self.world.happen(OperatorNoted(op.who, Content(text)))
        self.notes.append(text)

    async def do_transfer(self, op: Op) -> None:
        queue = QueueName(["support", "second", "nowhere"][op.number % 3])
        await self.world.happen(OperatorTransferred(op.who, queue=queue))

    async def do_assign(self, op: Op) -> None:
        await self.world.happen(OperatorTransferred(op.who, operator=BEN if op.who is ANA else ANA))

    async def do_return(self, op: Op) -> None:
        note = self.text("secret note")
        outcome = await self.world.happen(OperatorReturned(op.who, note))
        self.notes.append(note)
        if isinstance(outcome, Done):
            entries = await self.world.entries()
            came = max(entry.seq for entry in entries if entry.data.get("move") == Move.RETURN)
            since = [entry.data for entry in entries if entry.seq > came and entry.content.text == "handoff"]
            asked = [data for data in since if data["mechanism"] == Mechanism.REQUEST]
            assert not asked, "law 6: the old request does not hand off again"

    async def do_resolve(self, op: Op) -> None:
        await self.world.happen(OperatorResolved(op.who))

    async def do_snooze(self, op: Op) -> None:
        await self.world.happen(OperatorSnoozed(op.who, self.world.now + 60 * op.number))

    async def do_time(self, op: Op) -> None:
        await self.world.pass_time([1, 25, 301, 601, 4000, 30_000][op.number])

    async def do_timers(self, op: Op) -> None:
        await self.world.pass_time(700)
        await self.world.steps(20)

    async def do_crash(self, op: Op) -> None:
        await self.world.restart()

    async def do_redeliver(self, op: Op) -> None:
        """The platform brings the last message again under the same key."""
        if not self.world.sent:
            return
        before = await self.world.entries()
        key = f"k{self.world.sent}"
        await self.world.happen(ContactSaid(key, Content("the same again")), key)
        said = [entry for entry in await self.world.entries() if entry.author.kind is AuthorKind.CONTACT]
        assert [entry for entry in before if entry.author.kind is AuthorKind.CONTACT] == said

    async def do_fault(self, op: Op) -> None:
        fault = [Temporary("down"), RateLimited("slow", 2.0), Uncertain("who knows"), Permanent("no")][
            op.number % 4
        ]
        self.world.channel.faults.append(fault)

    async def do_edit(self, op: Op) -> None:
        await self.world.happen(ContactEdited(f"k{self.world.sent}", self.text("changed")))

    async def do_delete(self, op: Op) -> None:
        await self.world.happen(ContactDeleted(f"k{self.world.sent}"))

    async def do_switch(self, op: Op) -> None:
        await self.world.happen(AgentSwitched(op.who, op.number % 2 == 0))


async def end(story: Story) -> None:
    """Let everything come to rest: time passes, platforms recover, the agent is switched on."""
    for channel in story.world.channels.values():
        channel.faults.clear()
    story.world.agent.fails = False
    await story.world.happen(AgentSwitched(ANA, True))
    for seconds in (1, 301, 2000):
        await story.world.pass_time(seconds)
        await story.world.settle_down()


async def check(story: Story) -> None:
    world = story.world
    entries = await world.entries()
    rows = await world.store.rows(ID)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    check_silence(world, entries)
    check_nothing_lost(story, entries, rows)
    check_notes_stay_inside(story)
    await check_endings(world)
    await check_an_answer(world, entries)


def check_silence(world: World, entries: Sequence[Entry]) -> None:
    """Nothing of the agent's is sent while a person has it or is waited for; nothing of a workflow's while
    one has it. What one machine said may still be on its way when the other has got the conversation.
    """
    automated = {entry.content.text for entry in entries if entry.data.get("automated")}
    for one in agent_texts(world.channel.shown):
        fine = one.owner is not Owner.HUMAN if one.text in automated else one.owner in MACHINES
        assert fine, f"law 1: sent while {one.owner} owned it: {one.text}"
    owner = Owner.AGENT
    for entry in entries:
        if entry.kind is EntryKind.OWNER:
            owner = Owner(entry.data["owner"])
        if entry.kind is EntryKind.MESSAGE and entry.author.kind is AuthorKind.AGENT:
            fine = owner is not Owner.HUMAN if entry.data.get("automated") else owner is Owner.AGENT
            assert fine, "law 1: decided while a person had it"


def check_nothing_lost(story: Story, entries: Sequence[Entry], rows: Sequence[Row]) -> None:
    texts = Counter(entry.content.text for entry in entries if entry.kind is EntryKind.MESSAGE)
    for text in story.taken + story.replies:
        assert texts[text] == 1, f"law 3: {text!r} is in the transcript {texts[text]} times"
    for row in rows:
        assert row.state in DONE or row.due > story.world.now, f"law 3: {row} was left"
    if story.world.channel.capabilities.pull:
        return
    dead = sum(1 for row in rows if row.state is RowState.DEAD and isinstance(row.effect, Deliver))
    shown = Counter(story.world.channel.texts("chat"))
    missing = [text for text in story.replies if shown[text] != 1 and text not in story.changed]
    assert len(missing) <= dead, f"law 3: not shown exactly once: {missing}"


def check_notes_stay_inside(story: Story) -> None:
    for text in story.world.channel.texts("chat"):
        assert "secret note" not in text, "law 5"


async def check_endings(world: World) -> None:
    state = await world.state()
    for row in await world.store.handoffs(HandoffQuery()):
        assert (row.handoff.closed is None) == (row.handoff.ending is None)
        open_now = (
            state is not None and state.handoff is not None and state.handoff.ticket == row.handoff.ticket
        )
        assert open_now == (row.handoff.ending is None), f"law 8: {row.handoff}"
        assert row.handoff.ending is None or isinstance(row.handoff.ending, Ending)


async def check_an_answer(world: World, entries: Sequence[Entry]) -> None:
    """Law 9: whoever spoke last to an agent has an answer; whoever waits for a person was told."""
    state = await world.state()
    if state is None or not state.said:
        return
    spoken = [entry for entry in entries if entry.kind is EntryKind.MESSAGE]
    after = [e for e in spoken if e.seq > state.said and e.author.kind is not AuthorKind.CONTACT]
    deleted = any(m.deleted_at is not None for m in messages(entries) if m.entry.seq == state.said)
    if state.owner in (Owner.AGENT, Owner.CLOSED) and not deleted:
        assert after, "law 9: no answer"
    if state.owner is Owner.WAITING:
        assert state.handoff is not None
        assert state.handoff.told, "law 9: nobody told the contact anything"


def run(stories_played: list[Op], tell: Callable[[], Story]) -> None:
    async def main() -> None:
        story = tell()
        world = story.world
        await world.start()
        try:
            await story.begin()
            for op in stories_played:
                await story.play(op)
            await end(story)
            await check(story)
            await story.check_more()
        finally:
            await world.crash()

    asyncio.run(main())
    SEEN["interleavings"] += 1
    SEEN["events"] += len(stories_played)


interleavings = settings(max_examples=PER_TEST, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("pull", [False, True], ids=["pushed", "pulled"])
def test_every_law_holds_over_random_interleavings(
    pull: bool, record_property: Callable[[str, object], None]
) -> None:
    before = SEEN["interleavings"]

    @interleavings
    @given(stories)
    def holds(story: list[Op]) -> None:
        run(story, lambda: Story(World(pull=pull)))

    holds()
    played = SEEN["interleavings"] - before
    record_property("interleavings", played)
    assert played >= PER_TEST
