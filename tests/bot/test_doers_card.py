"""Cards: one for each place, telling the truth, never posted twice because the store was away."""

import pytest

from channels.errors import Permanent
from handoff.effects import EditCard, PostCard
from handoff.envelope import Ending
from handoff.events import OperatorResolved, OperatorTook
from handoff.ids import Address
from handoff.store.base import RowState, Settled
from handoff.store.reading import HandoffQuery
from tests.bot.office import Office, open_office
from tests.handoff.stage import ANA, TEAM
from tests.virtual import on_virtual_time


async def escalated() -> Office:
    office = await open_office()
    await office.say("a human please")
    return office


async def test_a_posted_card_is_accepted_in_one_commit_with_its_row() -> None:
    office = await escalated()
    row = office.newest(PostCard)
    assert await office.cards.do(row) is None
    assert (await office.stored(row)).state is RowState.SENT
    state = await office.state()
    assert state.handoff is not None
    assert [copy.ref for copy in state.handoff.cards] == ["m1"]
    assert state.handoff.cards[0].desk is None, "the messenger has no threads"
    (card,) = office.channel.cards("team")
    assert (card.live, card.content.buttons[0].action) == (True, "take:1001")


async def test_the_card_shows_the_handoff_as_it_is_at_the_moment_of_the_call() -> None:
    office = await escalated()
    row = office.newest(PostCard)
    await office.happen(OperatorTook(ANA))
    await office.cards.do(row)
    (card,) = office.channel.cards("team")
    assert card.status == "Ana has it"


async def test_a_place_that_has_a_card_gets_no_second_one() -> None:
    office = await escalated()
    row = office.newest(PostCard)
    await office.cards.do(row)
    settled = await office.cards.do(row)
    assert settled is not None
    assert (settled.state, len(office.channel.cards("team"))) == (RowState.DROPPED, 1)


async def test_after_the_end_a_card_is_redrawn_without_buttons() -> None:
    office = await escalated()
    await office.cards.do(office.newest(PostCard))
    await office.happen(OperatorTook(ANA))
    await office.happen(OperatorResolved(ANA))
    settled = await office.cards.do(office.newest(EditCard))
    assert settled is not None
    assert settled.state is RowState.SENT
    (card,) = office.channel.cards("team")
    assert (card.live, card.status) == (False, "Resolved by Ana")


async def test_a_place_that_will_not_take_it_is_a_refusal_in_the_conversation() -> None:
    office = await escalated()
    row = office.newest(PostCard)
    office.channel.gone.add(TEAM)
    with pytest.raises(Permanent):
        await office.cards.do(row)
    assert await office.cards.gave_up(row, Settled(row.id, RowState.DEAD, 1, error="the chat is gone"))
    state = await office.state()
    assert state.handoff is not None
    assert state.handoff.cards[0].error == "the chat is gone"
    assert state.handoff.told, "and no other queue is left, so the contact was told the truth"


async def test_a_channel_that_is_not_configured_is_a_refusal_as_well() -> None:
    office = await escalated()
    del office.channels["fake"]
    with pytest.raises(Permanent, match="fake"):
        await office.cards.do(office.newest(PostCard))


async def test_an_edit_that_will_never_work_is_only_the_rows_end() -> None:
    office = await escalated()
    await office.cards.do(office.newest(PostCard))
    await office.happen(OperatorTook(ANA))
    row = office.newest(EditCard)
    assert not await office.cards.gave_up(row, Settled(row.id, RowState.DEAD))


@on_virtual_time
async def test_a_card_that_was_posted_while_the_store_is_away_is_recorded_later_and_posted_once() -> None:
    office = await escalated()
    office.store.fails = 30
    await office.cards.do(office.newest(PostCard))
    assert office.channel.calls == 1
    state = await office.state()
    assert state.handoff is not None
    assert state.handoff.notified is not None


async def test_a_card_of_an_older_handoff_is_drawn_from_the_log() -> None:
    office = await escalated()
    first = office.newest(PostCard)
    await office.happen(OperatorResolved(ANA))
    await office.say("a human again", "m2")
    await office.cards.do(first)
    (card,) = office.channel.cards("team")
    (older,) = await office.store.handoffs(HandoffQuery(ending=Ending.RESOLVED))
    assert card.ticket == older.handoff.ticket
    assert not card.live


async def test_a_card_of_no_handoff_at_all_can_never_be_drawn() -> None:
    office = await open_office()
    await office.say()
    other = await escalated()
    with pytest.raises(Permanent):
        await office.cards.do(other.newest(PostCard))
    assert Address("fake", "team") == TEAM
