"""From effects to outbox rows: what identifies a thing to do, in which lane, and when."""

from dataclasses import replace

from handoff.decision import Decision
from handoff.effects import AskAgent, Deliver, EditCard, Effect, PostCard, Timer, Wake
from handoff.ids import Address, Ticket
from handoff.store.base import Row
from handoff.store.orders import rows
from tests.builders import conversation

TEAM = Address("fake", "team")
T = Ticket(1001)
ALL: tuple[Effect, ...] = (
    Deliver(3, fence=2),
    AskAgent(4, 2, 60.0),
    PostCard(T, TEAM),
    EditCard(T, TEAM, "r1"),
    Wake(Timer.CLAIM, T, 2, 300.0),
)


def ordered(*effects: Effect, pull: bool = False, **state: int) -> list[Row]:
    return list(rows(Decision(replace(conversation(), **state), effects=effects), pull=pull, now=50.0))  # type: ignore[arg-type]


def test_every_effect_becomes_one_row_with_its_own_name() -> None:
    made = ordered(*ALL)
    assert [row.effect for row in made] == list(ALL)
    assert len({row.id for row in made}) == len(ALL)


def test_only_what_the_agent_says_or_shall_say_is_fenced() -> None:
    assert [row.fence for row in ordered(*ALL)] == [2, 2, None, None, None]
    assert ordered(Deliver(3))[0].fence is None


def test_now_is_now_and_later_is_later() -> None:
    assert [row.due for row in ordered(*ALL)] == [50.0, 60.0, 50.0, 50.0, 300.0]


def test_contacts_who_read_the_transcript_themselves_need_no_delivery() -> None:
    assert [type(row.effect) for row in ordered(*ALL, pull=True)] == [AskAgent, PostCard, EditCard, Wake]


def test_the_same_order_again_is_the_same_row() -> None:
    assert ordered(*ALL, epoch=2) == ordered(*ALL, epoch=2)


def test_a_card_that_is_ordered_again_under_a_new_owner_is_a_new_row() -> None:
    """The old row may have been given up, and a row that is known is never done again."""
    assert ordered(PostCard(T, TEAM), epoch=2)[0].id != ordered(PostCard(T, TEAM), epoch=3)[0].id


def test_a_card_and_its_redrawings_share_a_lane_and_no_other_place_shares_it() -> None:
    post, edit = ordered(PostCard(T, TEAM), EditCard(T, TEAM, "r1"))
    other = ordered(PostCard(T, Address("fake", "other")))[0]
    assert post.lane == edit.lane != other.lane


def test_messages_to_one_contact_share_a_lane_that_timers_and_turns_do_not_hold_up() -> None:
    one, two, ask, wake = ordered(Deliver(3), Deliver(4), AskAgent(1, 0, 50.0), Wake(Timer.CLAIM, T, 0, 50.0))
    assert one.lane == two.lane
    assert len({one.lane, ask.lane, wake.lane}) == 3
