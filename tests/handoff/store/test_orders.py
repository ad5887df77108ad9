"""From effects to outbox rows: what identifies a thing to do, in which lane, and when."""

from dataclasses import replace

from handoff.decision import Decision
from handoff.effects import (
    AskAgent,
    Deliver,
    EditCard,
    Effect,
    PostCard,
    Relay,
    ShowMark,
    Timer,
    Transcript,
    Wake,
)
from handoff.ids import Address, Ticket
from handoff.store.base import Row
from handoff.store.orders import rows
from handoff.transcript import Entry, EntryKind, Origin
from tests.builders import conversation, entry

TEAM = Address("fake", "team")
DESK = Address("fake", "team/1")
T = Ticket(1001)
SAID = entry(3)
ALL: tuple[Effect, ...] = (
    Deliver(3, fence=2),
    AskAgent(4, 2, 60.0),
    PostCard(T, TEAM),
    EditCard(T, TEAM, "r1"),
    Relay(3, DESK),
    Transcript(T, DESK),
    ShowMark(3, DESK, "ts", "failed", "the chat is closed"),
    Wake(Timer.CLAIM, T, 2, 300.0),
)


def ordered(*effects: Effect, pull: bool = False, said: Entry = SAID, **state: int) -> list[Row]:
    decision = Decision(replace(conversation(), **state), entries=(said,), effects=effects)  # type: ignore[arg-type]
    return list(rows(decision, pull=pull, now=50.0))


def test_every_effect_becomes_one_row_with_its_own_name() -> None:
    made = ordered(*ALL)
    assert [row.effect for row in made] == list(ALL)
    assert len({row.id for row in made}) == len(ALL)


def test_only_what_the_agent_says_or_shall_say_is_fenced() -> None:
    assert [row.fence for row in ordered(*ALL)] == [2, 2, *[None] * 6]
    assert ordered(Deliver(3))[0].fence is None


def test_now_is_now_and_later_is_later() -> None:
    assert [row.due for row in ordered(*ALL)] == [50.0, 60.0, *[50.0] * 5, 300.0]


def test_contacts_who_read_the_transcript_themselves_need_no_delivery() -> None:
    assert [row.effect for row in ordered(*ALL, pull=True)] == list(ALL[1:])


def test_what_an_operator_wrote_in_a_thread_is_marked_at_once_where_it_needs_no_delivery() -> None:
    said = entry(3, data=Origin(DESK, "ts").data)
    made = ordered(Deliver(3), pull=True, said=said)
    assert [row.effect for row in made] == [ShowMark(3, DESK, "ts", "delivered")]
    edit = replace(said, kind=EntryKind.EDIT)
    assert ordered(Deliver(3), pull=True, said=edit) == []


def test_what_a_desk_thread_shows_is_in_one_lane_that_marks_do_not_hold_up() -> None:
    first, relay, mark = ordered(Transcript(T, DESK), Relay(3, DESK), ShowMark(3, DESK, "ts", "delivered"))
    other = ordered(Relay(3, TEAM))[0]
    assert first.lane == relay.lane
    assert len({relay.lane, mark.lane, other.lane}) == 3


def test_one_entry_may_be_shown_in_two_threads_and_marked_twice() -> None:
    marks = (ShowMark(3, DESK, "ts", "failed"), ShowMark(3, DESK, "ts", "delivered"))
    made = ordered(Relay(3, DESK), Relay(3, TEAM), *marks)
    assert len({row.id for row in made}) == 4


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
