"""What desk threads are shown: each new entry, everywhere but where it was written, and no more than once."""

from collections.abc import Callable

import pytest

from handoff.content import Content
from handoff.effects import EditCard, Relay, ShowMark, Timer, Transcript
from handoff.envelope import CardCopy
from handoff.events import (
    CardAccepted,
    CardRefused,
    ContactDeleted,
    ContactEdited,
    ContactReacted,
    ContactSaid,
    Delivered,
    DeliveryFailed,
    Event,
    OperatorDeleted,
    OperatorEdited,
    OperatorNoted,
    OperatorReacted,
    OperatorReplied,
    OperatorResolved,
    OperatorReturned,
    OperatorTransferred,
    Recovered,
)
from handoff.ids import Address, Ticket
from handoff.outcome import Done
from handoff.policy import Queue
from handoff.transcript import EntryKind, Origin
from tests.handoff.stage import (
    ANA,
    BEN,
    DESK,
    HERE,
    SALES,
    SECOND,
    SECOND_DESK,
    SUPPORT,
    TEAM,
    Stage,
    sales,
    support,
)

THERE = Origin(SECOND_DESK, "w9")


def two_desks() -> Stage:
    """A conversation that waits, with a desk thread in each of two places."""
    stage = Stage(Queue(SUPPORT, (TEAM, SECOND)), sales())
    stage.escalate_with_threads(TEAM, SECOND)
    return stage


def relayed(stage: Stage, thread: Address) -> list[int]:
    """Return which entries the newest decision shows in a thread."""
    return [effect.seq for effect in stage.ordered(Relay) if effect.thread == thread]


def new(stage: Stage) -> list[int]:
    return [entry.seq for entry in stage.last.entries]


# ── each new entry ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "event",
    [
        ContactSaid("m9", Content("hello?")),
        ContactEdited("m9", "hello!"),
        ContactDeleted("m9"),
        ContactReacted("r", "👍", target=1),
        OperatorReplied(ANA, Content("from the inbox")),
        OperatorNoted(ANA, Content("for us")),
        OperatorEdited(ANA, 1, "changed"),
        OperatorDeleted(ANA, 1),
        OperatorReacted(ANA, 1, "👍"),
        DeliveryFailed(1, "blocked"),
        Recovered(3),
    ],
    ids=lambda event: type(event).__name__,
)
def test_whatever_happens_outside_is_shown_in_every_desk_thread_in_order(event: Event) -> None:
    stage = two_desks()
    stage.take(ANA)
    stage.happen(event)
    assert new(stage)
    assert relayed(stage, DESK) == relayed(stage, SECOND_DESK) == new(stage)


@pytest.mark.parametrize(
    "event",
    [
        OperatorReplied(ANA, Content("x"), origin=HERE),
        OperatorNoted(ANA, Content("x"), origin=HERE),
        OperatorEdited(ANA, 1, "changed", HERE),
        OperatorDeleted(ANA, 1, HERE),
        OperatorReacted(ANA, 1, "👍", origin=HERE),
        DeliveryFailed(1, "blocked", HERE),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_was_done_in_a_thread_is_shown_in_the_others_only(event: Event) -> None:
    stage = two_desks()
    stage.take(ANA)
    stage.happen(event)
    assert new(stage)
    assert (relayed(stage, DESK), relayed(stage, SECOND_DESK)) == ([], new(stage))


def test_the_same_text_written_in_the_other_thread_comes_here() -> None:
    stage = two_desks()
    stage.take(ANA)
    stage.write("hello", origin=THERE)
    assert (relayed(stage, DESK), relayed(stage, SECOND_DESK)) == (new(stage), [])


def test_a_first_reply_shows_the_takeover_in_its_own_thread_too_and_its_words_in_the_others() -> None:
    stage = two_desks()
    stage.happen(OperatorReplied(ANA, Content("hello"), origin=HERE))
    reply = next(entry.seq for entry in stage.last.entries if entry.content.text == "hello")
    assert relayed(stage, DESK) == [seq for seq in new(stage) if seq != reply]
    assert relayed(stage, SECOND_DESK) == new(stage)


@pytest.mark.parametrize("card", [CardCopy(TEAM), CardCopy(TEAM, error="gone"), CardCopy(TEAM, "ref")])
def test_a_place_without_a_desk_thread_is_shown_nothing(card: CardCopy) -> None:
    assert card.desk is None
    stage = Stage()
    stage.escalate()
    stage.say("hello?")
    assert stage.ordered(Relay) == []


def test_while_no_handoff_is_open_no_thread_is_shown_anything() -> None:
    stage = two_desks()
    stage.happen(OperatorReturned(ANA))
    stage.say("thanks")
    assert stage.ordered(Relay) == []


@pytest.mark.parametrize(
    "ends",
    [
        lambda stage: stage.happen(OperatorReturned(ANA, "she wants a refund")),
        lambda stage: stage.happen(OperatorResolved(ANA)),
        lambda stage: stage.fire(Timer.EXPIRE),
    ],
    ids=["returned", "resolved", "expired"],
)
def test_the_last_entries_of_a_handoff_are_still_shown(ends: Callable[[Stage], object]) -> None:
    stage = two_desks()
    ends(stage)
    assert stage.state.handoff is None
    assert new(stage)
    assert relayed(stage, DESK) == relayed(stage, SECOND_DESK) == new(stage)


def test_a_handoff_that_moves_to_another_queue_keeps_its_threads() -> None:
    stage = Stage(support(), sales())
    stage.escalate_with_threads()
    stage.happen(OperatorTransferred(ANA, queue=SALES))
    stage.accept(SECOND, "second/t")
    stage.say("anybody?")
    assert relayed(stage, DESK) == relayed(stage, SECOND_DESK) == new(stage)


def test_a_thread_that_is_gone_is_shown_nothing_more_and_the_others_are_told_so() -> None:
    stage = two_desks()
    stage.happen(CardRefused(stage.handoff.ticket, TEAM, "the thread was deleted"))
    entry = stage.last.entries[0]
    assert (entry.content.text, relayed(stage, DESK)) == ("card refused", [])
    assert relayed(stage, SECOND_DESK) == [entry.seq]
    stage.say("hello?")
    assert (relayed(stage, DESK), relayed(stage, SECOND_DESK)) == ([], new(stage))


def test_when_the_only_thread_of_a_waiting_handoff_is_gone_the_next_queue_is_tried() -> None:
    stage = Stage(support(escalate_to=SALES), sales())
    stage.escalate_with_threads()
    stage.happen(CardRefused(stage.handoff.ticket, TEAM, "the thread was deleted"))
    assert stage.handoff.queue == SALES


# ── a card that is accepted late ─────────────────────────────────────────────────────────────────


def test_a_new_thread_catches_up_on_what_was_said_while_its_card_was_on_the_way() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    upto = stage.handoff.envelope.upto
    stage.say("are you there?")
    before = stage.state.seq
    stage.accept(thread="team/t")
    assert relayed(stage, DESK) == [*range(upto + 1, before + 1), *new(stage)]
    assert len(set(relayed(stage, DESK))) == len(relayed(stage, DESK))


def test_the_second_thread_catches_up_alone() -> None:
    stage = Stage(Queue(SUPPORT, (TEAM, SECOND)))
    stage.escalate(accepted=False)
    stage.accept(TEAM, "team/t")
    stage.say("are you there?")
    before = stage.state.seq
    stage.accept(SECOND, "second/t")
    assert relayed(stage, SECOND_DESK) == list(range(stage.handoff.envelope.upto + 1, before + 1))
    assert relayed(stage, DESK) == []


def test_a_card_that_is_accepted_after_the_takeover_brings_the_transcript_first() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    stage.take(ANA)
    stage.accept(thread="team/t")
    ticket = stage.handoff.ticket
    effects = [effect for effect in stage.last.effects if isinstance(effect, Transcript | Relay)]
    assert effects[0] == Transcript(ticket, DESK)
    assert all(isinstance(effect, Relay) for effect in effects[1:])


def test_a_card_that_is_accepted_after_the_end_is_redrawn_and_its_thread_is_left_alone() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    ticket = stage.handoff.ticket
    stage.happen(OperatorResolved(ANA))
    stage.happen(CardAccepted(ticket, TEAM, "late", "team/t"))
    assert stage.last.effects == (EditCard(ticket, TEAM, "late"),)


def test_a_card_of_another_handoff_opens_no_thread() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    stage.happen(CardAccepted(Ticket(7), TEAM, "other", "team/other"))
    assert (stage.ordered(Relay), stage.handoff.cards) == ([], (CardCopy(TEAM),))


# ── the transcript ───────────────────────────────────────────────────────────────────────────────


def test_the_first_takeover_shows_the_transcript_in_every_thread() -> None:
    stage = two_desks()
    ticket = stage.handoff.ticket
    stage.take(ANA)
    assert stage.ordered(Transcript) == [Transcript(ticket, DESK), Transcript(ticket, SECOND_DESK)]


def test_the_transcript_comes_before_what_follows_it() -> None:
    stage = two_desks()
    stage.take(ANA)
    places = [type(effect) for effect in stage.last.effects if getattr(effect, "thread", None) == DESK]
    assert places.index(Transcript) < places.index(Relay)


def test_pressing_twice_shows_no_second_transcript() -> None:
    stage = two_desks()
    stage.take(ANA)
    stage.take(ANA)
    assert stage.ordered(Transcript) == []


# ── marks ────────────────────────────────────────────────────────────────────────────────────────


def test_a_delivery_is_marked_where_the_words_were_written() -> None:
    stage = two_desks()
    stage.take(ANA)
    stage.happen(Delivered(5, HERE))
    assert stage.last.effects == (ShowMark(5, DESK, "w1", "delivered"),)
    assert stage.last.entries == ()


def test_a_failure_is_marked_with_its_reason_and_told_in_the_other_threads() -> None:
    stage = two_desks()
    stage.take(ANA)
    stage.happen(DeliveryFailed(5, "the contact blocked the bot", HERE))
    marks = stage.ordered(ShowMark)
    assert marks == [ShowMark(5, DESK, "w1", "failed", "the contact blocked the bot")]
    assert (relayed(stage, DESK), relayed(stage, SECOND_DESK)) == ([], new(stage))


def test_a_failure_of_what_was_written_in_no_thread_has_no_mark() -> None:
    stage = two_desks()
    stage.happen(DeliveryFailed(5, "blocked"))
    assert stage.ordered(ShowMark) == []


# ── reactions, and what came late ────────────────────────────────────────────────────────────────


def test_a_reaction_to_a_message_nobody_knows_is_nothing() -> None:
    stage = two_desks()
    assert stage.happen(ContactReacted("who knows", "👍")) == Done()
    assert (stage.last.entries, stage.last.effects) == ((), ())


@pytest.mark.parametrize("on", [True, False])
def test_a_contacts_reaction_is_written_down_with_what_it_is_about(on: bool) -> None:
    stage = two_desks()
    stage.happen(ContactReacted("r", "🎉", on, target=1))
    (entry,) = stage.last.entries
    assert (entry.kind, entry.target, dict(entry.data)) == (EntryKind.REACTION, 1, {"emoji": "🎉", "on": on})


def test_the_owners_reaction_goes_to_the_contact_and_anybody_elses_stays() -> None:
    stage = two_desks()
    assert stage.happen(OperatorReacted(ANA, 1, "👍")) == Done()
    assert not stage.last.entries
    stage.take(ANA)
    assert stage.happen(OperatorReacted(BEN, 1, "👍")) == Done()
    assert not stage.last.entries
    assert isinstance(stage.happen(OperatorReacted(ANA, 1, "👍")), Done)
    assert [entry.kind for entry in stage.last.entries] == [EntryKind.REACTION]


def test_messages_that_came_late_are_counted_for_the_team_and_not_for_the_contact() -> None:
    stage = two_desks()
    stage.happen(Recovered(3))
    (entry,) = stage.last.entries
    assert (entry.kind, entry.content.text, entry.data["count"]) == (EntryKind.EVENT, "recovered", 3)
