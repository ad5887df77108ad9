"""Marks on operators' own messages, and the deliveries they speak of."""

import pytest

from channels.base import Mark
from channels.errors import Gone, Permanent
from handoff.content import Content
from handoff.effects import Deliver, ShowMark
from handoff.events import (
    OperatorEdited,
    OperatorReplied,
)
from handoff.ids import RowId
from handoff.store.base import Row, RowState, Settled
from tests.bot.desk import AGAIN, DeskOffice, open_desk
from tests.handoff.stage import ANA, BEN, CONTACT, ID
from tests.virtual import on_virtual_time

# ── marks ────────────────────────────────────────────────────────────────────────────────────────


def mark(office: DeskOffice, mark: str, why: str = "") -> Row:
    return Row(RowId("mark"), ID, "x", ShowMark(5, office.thread, "w1", mark, why), 0.0)


@pytest.mark.parametrize("kind", Mark)
async def test_a_mark_is_put_on_the_operators_own_message(kind: Mark) -> None:
    office = await open_desk()
    settled = await office.marker.do(mark(office, kind))
    assert settled is not None
    assert (settled.state, office.channel.marks) == (RowState.SENT, {"w1": [kind]})


async def test_a_mark_that_fails_harms_nothing() -> None:
    office = await open_desk()
    office.channel.gone.add(office.thread)
    with pytest.raises(Gone):
        await office.marker.do(mark(office, "delivered"))
    assert not await office.marker.gave_up(mark(office, "delivered"), Settled(RowId("mark"), RowState.DEAD))
    del office.channels["fake"]
    with pytest.raises(Permanent, match="fake"):
        await office.marker.do(mark(office, "delivered"))


async def replied(office: DeskOffice) -> Row:
    """Have Ana reply in the thread; return the delivery."""
    await office.happen(OperatorReplied(ANA, Content("Hello"), origin=office.here()))
    return office.newest(Deliver)


async def test_a_delivery_and_the_order_to_mark_it_are_one_commit() -> None:
    office = await open_desk(AGAIN)
    row = await replied(office)
    assert await office.deliver(row) is None
    assert (await office.stored(row)).state is RowState.SENT
    assert office.newest(ShowMark).effect == ShowMark(row.effect.seq, office.thread, "w1", "delivered")  # type: ignore[union-attr]


@on_virtual_time
async def test_a_reply_that_was_sent_while_the_store_is_away_is_recorded_later_and_sent_once() -> None:
    """Law 3, where the messenger cannot recognise a second send."""
    office = await open_desk(AGAIN)
    row = await replied(office)
    office.store.fails = 30
    assert await office.deliver(row) is None
    assert office.channel.texts(CONTACT.chat).count("Hello") == 1
    assert (await office.stored(row)).state is RowState.SENT


async def test_a_reply_that_failed_is_given_up_with_its_place() -> None:
    office = await open_desk()
    row = await replied(office)
    assert await office.deliverer.gave_up(row, Settled(row.id, RowState.DEAD, 12, error="blocked"))
    effect = office.newest(ShowMark).effect
    assert isinstance(effect, ShowMark)
    assert (effect.ref, effect.mark, effect.why) == ("w1", "failed", "blocked")


async def test_a_reply_quotes_natively_and_its_change_keeps_its_author() -> None:
    office = await open_desk()
    await office.happen(OperatorReplied(ANA, Content("Helo"), reply_to=1, origin=office.here()))
    row = office.newest(Deliver)
    await office.deliver(row)
    assert office.noting.outs[-1].reply_to == "m0"
    await office.happen(OperatorEdited(BEN, row.effect.seq, "Hello"))  # type: ignore[union-attr]
    await office.deliver(office.newest(Deliver))
    assert office.channel.texts(CONTACT.chat)[-1] == "Hello"
