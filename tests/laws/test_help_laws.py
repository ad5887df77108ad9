"""The laws where a model helps: whatever fails, crashes or changes hands, no reply is lost or doubled."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assist.drafting import Drafter, Writer
from bot.assist.summary import Summarizer
from bot.assist.translating import ContactTranslator, ReplyTranslator
from bot.dispatch import Doer
from handoff.content import Content
from handoff.effects import Effect, Summarize, Translate, TranslateReply, WriteDraft
from handoff.events import (
    Actor,
    DraftAsked,
    Event,
    OperatorDeleted,
    OperatorEdited,
    OperatorReplied,
    OperatorResolved,
    OperatorReturned,
    OperatorTook,
    OperatorTransferred,
)
from handoff.ids import Address
from handoff.outcome import Done
from handoff.policy import Assistance
from handoff.transcript import AuthorKind, Entry, EntryKind
from tests.bot.assist.helper import FakeHelper, busy
from tests.laws.world import ANA, BEN, CONTACT, World

EXAMPLES = 1000
DESK = Address("fake", "team/t")
INSIDE = ("Dear customer", "[en]", "refund")
"""What only the model says, to the team."""
NAMES = (
    *("reply", "reply", "reply", "say", "say", "take", "transfer", "return", "resolve"),
    *("reword", "unsay", "draft", "hold", "release", "fail", "heal", "restart", "later"),
)


class HelpWorld(World):
    """A process with a model; the contact writes German, the team reads English."""

    def __init__(self) -> None:
        super().__init__()
        self.helper = FakeHelper()
        self.policy = replace(self.policy, assist=Assistance(summaries=True, drafts=True, translate=True))
        self.replies = 0
        self.accepted: dict[int, int] = {}
        """The seq that each accepted reply got, by its number."""

    def more_doers(self) -> dict[type[Effect], Doer]:
        def terms() -> Assistance:
            return self.policy.assist

        def helping() -> FakeHelper:
            return self.helper

        return {
            Summarize: Summarizer(self.desk, self.recent, helping),
            WriteDraft: Drafter(self.desk, Writer(self.recent, helping, terms)),
            Translate: ContactTranslator(self.desk, self.recent, self.refs, helping, terms),
            TranslateReply: ReplyTranslator(self.desk, helping, terms),
        }

    async def reply(self, by: Actor) -> None:
        """Be an operator who writes ``r1``, ``r2`` and so on."""
        self.replies += 1
        number = self.replies
        outcome = await self.happen(OperatorReplied(by, Content(f"r{number}.")), f"reply:{number}")
        if isinstance(outcome, Done) and outcome.seq is not None:
            self.accepted[number] = outcome.seq

    async def waiting(self) -> int | None:
        """Return the newest of what waits for its translation."""
        state = await self.state()
        return state.pending[-1].seq if state is not None and state.pending else None


@dataclass(frozen=True)
class Op:
    """One thing that happens, and how many steps of the loop run after it."""

    name: str
    who: Actor
    steps: int


ops = st.builds(Op, st.sampled_from(NAMES), st.sampled_from([ANA, BEN]), st.integers(0, 12))


async def do(world: HelpWorld, op: Op) -> None:
    by = op.who
    match op.name:
        case "reply":
            await world.reply(by)
        case "say":
            await world.say("Hallo?")
        case "reword" | "unsay":
            await change(world, op)
        case "hold":
            world.helper.gate.clear()
        case "release":
            world.helper.gate.set()
        case "fail" | "heal":
            world.helper.fails = busy() if op.name == "fail" else None
        case "restart":
            await world.restart()
        case "later":
            await world.pass_time(700.0)
        case name:
            await world.happen(acts(by)[name])
    await world.steps(op.steps)


def acts(by: Actor) -> dict[str, Event]:
    return {
        "take": OperatorTook(by),
        "transfer": OperatorTransferred(by, operator=BEN if by is ANA else ANA),
        "return": OperatorReturned(by),
        "resolve": OperatorResolved(by),
        "draft": DraftAsked(by, DESK),
    }


async def change(world: HelpWorld, op: Op) -> None:
    """Change, or take back, the newest reply that still waits."""
    seq = await world.waiting()
    if seq is None:
        return
    number = next((number for number, at in world.accepted.items() if at == seq), None)
    if number is not None and op.name == "reword":
        await world.happen(OperatorEdited(op.who, seq, f"r{number}. again", note=True))
    elif number is not None:
        await world.happen(OperatorDeleted(op.who, seq))


async def story(told: Sequence[Op]) -> None:
    world = HelpWorld()
    await world.start()
    try:
        await world.say("human")
        for op in told:
            await do(world, op)
        world.helper.gate.set()
        await world.settle_down()
        state = await world.state()
        assert state is not None
        assert state.pending == ()
        check(world, await world.entries())
    finally:
        await world.crash()


def check(world: HelpWorld, entries: Sequence[Entry]) -> None:
    """Hold the laws against all that the contact's messenger was ever given."""
    shown = [one for one in world.channel.seen.values() if one.place == CONTACT]
    people = [one.content.text for one in shown if one.kind is AuthorKind.HUMAN]
    machines = [one.content.text for one in shown if one.kind is not AuthorKind.HUMAN]
    said = [number(text) for text in people]
    assert said == sorted(set(said)), "out of order, or twice"
    assert not [text for text in (*people, *machines) for word in INSIDE if word in text]
    kept = {entry.data["seq"] for entry in entries if entry.content.text == "reply kept"}
    deleted = {entry.target for entry in entries if entry.kind is EntryKind.DELETE}
    notes = {entry.seq: entry.data["note"] for entry in entries if "note" in entry.data}
    gone = {notes.get(target, target) for target in deleted if target is not None}
    for each, seq in world.accepted.items():
        assert (each in said) + (seq in kept) + (seq in gone) == 1, "lost, or said and kept"


def number(text: str) -> int:
    """Return which reply it was; every word a person says was some operator's own act."""
    found = re.fullmatch(r"(?:\[de\] )?r(\d+)\.(?: again)?", text)
    assert found is not None, text
    return int(found[1])


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ops, max_size=30))
def test_no_reply_is_lost_doubled_or_out_of_order_and_nothing_else_is_said(told: list[Op]) -> None:
    asyncio.run(story(told))
