"""Bringing entries to contacts: once where it can be, in doubt where not, never after a takeover."""

import asyncio
from dataclasses import dataclass, replace

import pytest

from channels.base import Capabilities, Outgoing, Receipt
from channels.errors import Permanent, Temporary, Uncertain
from channels.fake import FakeChannel
from handoff.answer import Answer
from handoff.content import Content
from handoff.effects import Deliver
from handoff.events import (
    AgentAnswered,
    OperatorDeleted,
    OperatorEdited,
    OperatorNoted,
    OperatorReplied,
    OperatorTook,
)
from handoff.ids import Address, RowId
from handoff.store.base import Row, RowState, Settled
from handoff.transcript import EntryKind
from tests.bot.office import Office, open_office
from tests.handoff.stage import ANA, ID
from tests.virtual import turns

ONCE = Capabilities(idempotent=True, edits=True, deletes=True)
AGAIN = Capabilities(idempotent=False, edits=True, deletes=True)


@dataclass
class Narrow(FakeChannel):
    """Lets nobody send before a test says so, and may fail in a way no adapter should."""

    broken: Exception | None = None

    def __post_init__(self) -> None:
        self.may = asyncio.Event()
        self.may.set()
        self.waiting = 0

    async def ready(self, to: Address) -> None:
        self.waiting += 1
        await self.may.wait()

    async def send(self, out: Outgoing) -> Receipt:
        receipt = await super().send(out)
        if self.broken is not None:
            raise self.broken
        return receipt


def narrow(office: Office) -> Narrow:
    channel = Narrow(capabilities=office.channel.capabilities)
    office.channels["fake"] = channel
    return channel


async def answered(capabilities: Capabilities = ONCE) -> Office:
    """An office in which the agent's answer is decided and not sent yet."""
    office = await open_office(capabilities)
    await office.say()
    await office.happen(AgentAnswered(0, 1, Answer("Hi.")))
    return office


async def test_an_answer_is_sent_with_its_author_and_its_receipt_is_kept() -> None:
    office = await answered()
    settled = await office.deliverer.do(office.newest(Deliver))
    assert settled is not None
    assert (settled.state, settled.ref) == (RowState.SENT, "m1")
    (seen,) = office.channel.seen.values()
    assert (seen.content.text, seen.kind, seen.author) == ("Hi.", "agent", "Assistant")


async def test_after_a_takeover_an_answer_is_withheld() -> None:
    office = await answered()
    row = office.newest(Deliver)
    await office.happen(OperatorTook(ANA))
    settled = await office.deliverer.do(row)
    assert settled is not None
    assert (settled.state, office.channel.seen) == (RowState.DROPPED, {})


async def test_a_takeover_that_commits_while_the_platforms_limit_is_waited_for_wins() -> None:
    """Law 1: between ready and the call."""
    office = await answered()
    channel = narrow(office)
    channel.may.clear()
    sending = asyncio.create_task(office.deliverer.do(office.newest(Deliver)))
    await turns()
    assert channel.waiting == 1
    await office.happen(OperatorTook(ANA))
    channel.may.set()
    settled = await sending
    assert settled is not None
    assert (settled.state, channel.seen) == (RowState.DROPPED, {})


async def test_a_takeover_that_commits_while_the_attempt_is_written_down_wins() -> None:
    office = await answered(AGAIN)
    row = office.newest(Deliver)

    async def settle_and_take(settled: Settled) -> None:
        await office.happen(OperatorTook(ANA))

    office.store.settle = settle_and_take  # type: ignore[method-assign]
    settled = await office.deliverer.do(row)
    assert settled is not None
    assert (settled.state, office.channel.seen) == (RowState.DROPPED, {})


async def test_a_persons_words_are_sent_whoever_has_it_by_then() -> None:
    office = await open_office()
    await office.happen(OperatorReplied(ANA, Content("I am here")))
    row = office.newest(Deliver)
    await office.happen(OperatorTook(ANA))
    assert (await office.deliverer.do(row)) is not None
    assert office.channel.texts("chat") == ["I am here"]


async def test_where_the_platform_cannot_send_once_the_attempt_is_written_down_first() -> None:
    office = await answered(AGAIN)
    row = office.newest(Deliver)
    office.channel.faults.append(Uncertain("the line broke"))
    with pytest.raises(Uncertain):
        await office.deliverer.do(row)
    assert (await office.stored(row)).state is RowState.SENDING


async def test_waiting_for_the_platforms_limit_is_no_attempt() -> None:
    """A crash while it waits leaves no doubt."""
    office = await answered(AGAIN)
    channel = narrow(office)
    channel.may.clear()
    sending = asyncio.create_task(office.deliverer.do(office.newest(Deliver)))
    await turns()
    assert office.store.settled == []
    channel.may.set()
    await sending


async def test_what_was_being_sent_at_a_crash_is_sent_again_and_stays_in_doubt() -> None:
    office = await answered(AGAIN)
    settled = await office.deliverer.do(replace(office.newest(Deliver), state=RowState.SENDING))
    assert settled is not None
    assert (settled.state, settled.doubtful) == (RowState.SENT, True)


async def test_where_a_second_send_shows_nothing_the_doubt_is_over() -> None:
    office = await answered(ONCE)
    row = office.newest(Deliver)
    office.channel.faults.append(Uncertain("the line broke"))
    with pytest.raises(Uncertain):
        await office.deliverer.do(row)
    settled = await office.deliverer.do(replace(row, doubtful=True))
    assert settled is not None
    assert settled.doubtful is False
    assert office.channel.texts("chat") == ["Hi."]


@pytest.mark.parametrize("capabilities", [ONCE, AGAIN])
async def test_a_doubtful_message_that_is_withheld_stays_doubtful(capabilities: Capabilities) -> None:
    office = await answered(capabilities)
    row = replace(office.newest(Deliver), doubtful=True)
    await office.happen(OperatorTook(ANA))
    settled = await office.deliverer.do(row)
    assert settled is not None
    assert (settled.state, settled.doubtful) == (RowState.DROPPED, True)


async def test_an_adapter_that_fails_without_saying_how_leaves_us_in_doubt() -> None:
    office = await answered(AGAIN)
    narrow(office).broken = KeyError("a surprise after the call")
    with pytest.raises(Uncertain, match="internal error"):
        await office.deliverer.do(office.newest(Deliver))


async def test_an_adapter_that_says_how_is_believed() -> None:
    office = await answered(AGAIN)
    office.channel.faults.append(Temporary("down"))
    with pytest.raises(Temporary):
        await office.deliverer.do(office.newest(Deliver))


async def test_a_channel_that_is_not_configured_any_more_can_never_deliver() -> None:
    office = await answered()
    del office.channels["fake"]
    with pytest.raises(Permanent, match="fake"):
        await office.deliverer.do(office.newest(Deliver))


async def test_a_failure_is_brought_into_the_transcript_with_the_row() -> None:
    office = await answered()
    row = office.newest(Deliver)
    assert await office.deliverer.gave_up(row, Settled(row.id, RowState.DEAD, 12, error="blocked"))
    entry = (await office.entries())[-1]
    assert (entry.kind, entry.data["reason"]) == (EntryKind.EVENT, "blocked")
    assert (await office.stored(row)).state is RowState.DEAD


async def sent_reply(office: Office) -> int:
    await office.happen(OperatorReplied(ANA, Content("teh")))
    row = office.newest(Deliver)
    settled = await office.deliverer.do(row)
    assert settled is not None
    await office.store.settle(settled)
    assert isinstance(row.effect, Deliver)
    return row.effect.seq


async def test_an_edit_and_a_deletion_reach_the_message_that_was_sent() -> None:
    office = await open_office()
    seq = await sent_reply(office)
    await office.happen(OperatorEdited(ANA, seq, "the"))
    await office.deliverer.do(office.newest(Deliver))
    assert office.channel.texts("chat") == ["the"]
    await office.happen(OperatorDeleted(ANA, seq))
    await office.deliverer.do(office.newest(Deliver))
    assert office.channel.texts("chat") == []


async def test_a_change_of_a_message_that_was_never_sent_is_nothing_to_do() -> None:
    office = await open_office()
    await office.happen(OperatorReplied(ANA, Content("teh")))
    seq = office.newest(Deliver).effect.seq  # type: ignore[union-attr]
    await office.happen(OperatorEdited(ANA, seq, "the"))
    settled = await office.deliverer.do(office.newest(Deliver))
    assert settled is not None
    assert (settled.state, office.channel.seen) == (RowState.DROPPED, {})


async def test_a_changed_note_reaches_nobody_outside() -> None:
    """Law 5."""
    office = await open_office()
    await office.happen(OperatorNoted(ANA, Content("she is cross")))
    await office.happen(OperatorEdited(ANA, 1, "she is very cross"))
    settled = await office.deliverer.do(office.newest(Deliver))
    assert settled is not None
    assert (settled.state, office.channel.seen) == (RowState.DROPPED, {})


async def test_an_order_to_deliver_a_note_would_deliver_nothing() -> None:
    office = await open_office()
    await office.happen(OperatorNoted(ANA, Content("she is cross")))
    row = Row(RowId("r"), ID, "x", Deliver(1), 0.0)
    settled = await office.deliverer.do(row)
    assert settled is not None
    assert (settled.state, office.channel.seen) == (RowState.DROPPED, {})


async def test_what_was_erased_meanwhile_is_nothing_to_do() -> None:
    office = await answered()
    settled = await office.deliverer.do(replace(office.newest(Deliver), effect=Deliver(99)))
    assert settled is not None
    assert settled.state is RowState.DROPPED
