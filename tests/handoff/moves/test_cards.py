"""What became of the team's cards, and what the contact may be told because of it (law 4)."""

from typing import Any

import pytest

from handoff.effects import EditCard, PostCard, Timer
from handoff.envelope import CardCopy
from handoff.events import (
    CardAccepted,
    CardRefused,
    DeliveryFailed,
    OperatorResolved,
    OperatorSnoozed,
    OperatorTransferred,
)
from handoff.ids import Address, Ticket
from handoff.ownership import Owner
from handoff.policy import Queue
from handoff.transcript import EntryKind
from tests.handoff.stage import ANA, SALES, SECOND, SUPPORT, TEAM, Stage, sales, support

OTHER = Address("fake", "other")


def unreachable(stage: Stage) -> str:
    return stage.policy.words("en").unreachable.replace("{ticket}", "H-1001")


def both() -> Queue:
    return Queue(SUPPORT, (TEAM, OTHER))


def test_the_first_accepted_card_lets_the_contact_be_told_and_the_second_says_nothing_more() -> None:
    stage = Stage(both())
    stage.escalate(accepted=False)
    assert stage.told == []
    stage.accept(TEAM)
    assert len(stage.told) == 1
    assert "H-1001" in stage.told[0]
    stage.accept(OTHER)
    assert stage.told == []
    assert [card.ref for card in stage.handoff.cards] == ["ref-team", "ref-other"]


def test_one_refusal_of_two_is_shown_to_the_team_and_not_to_the_contact() -> None:
    stage = Stage(both())
    stage.escalate(accepted=False)
    stage.refuse(TEAM)
    assert stage.told == []
    assert stage.handoff.cards[0].error == "the room is gone"
    assert stage.last.entries[0].data == {"place": "fake:team", "reason": "the room is gone"}
    stage.accept(OTHER)
    assert len(stage.told) == 1


def test_when_every_place_refused_the_next_queue_is_tried() -> None:
    stage = Stage(support(escalate_to=SALES), sales())
    stage.escalate(accepted=False)
    stage.refuse(TEAM)
    assert (stage.state.owner, stage.handoff.queue, stage.told) == (Owner.WAITING, SALES, [])
    assert [order.place for order in stage.ordered(PostCard)] == [SECOND]


def test_when_no_queue_is_left_the_contact_is_told_the_truth_once() -> None:
    stage = Stage(support(escalate_to=SALES), sales(escalate_to=SUPPORT))
    stage.escalate(accepted=False)
    stage.refuse(TEAM)
    stage.refuse(SECOND)
    assert stage.told == [unreachable(stage)]
    stage.refuse(SECOND)
    assert stage.told == []


def test_a_card_that_is_accepted_after_the_truth_was_told_is_good_news() -> None:
    stage = Stage(both())
    stage.escalate(accepted=False)
    stage.fire(Timer.NOTIFY)
    assert stage.told == [unreachable(stage)]
    stage.accept(OTHER)
    assert len(stage.told) == 1


def test_a_card_of_the_queue_before_does_not_hide_that_the_new_queue_was_not_reached() -> None:
    """Its people may not act any more: what counts is whether those who may were told."""
    stage = Stage(support(), sales(escalate_to=SUPPORT))
    stage.escalate()
    stage.happen(OperatorTransferred(ANA, queue=SALES))
    stage.refuse(SECOND)
    assert stage.handoff.queue == SALES, "support was tried before, so the chain ends here"
    stage = Stage(support(), sales(escalate_to=OTHERS.name), OTHERS)
    stage.escalate()
    stage.happen(OperatorTransferred(ANA, queue=SALES))
    stage.refuse(SECOND)
    assert stage.handoff.queue == OTHERS.name


OTHERS = Queue(SUPPORT.__class__("others"), (OTHER,))


def test_a_late_refusal_of_the_queue_before_moves_nothing() -> None:
    stage = Stage(support(escalate_to=SALES), sales(escalate_to=OTHERS.name), OTHERS)
    stage.escalate(accepted=False)
    stage.fire(Timer.NOTIFY)
    assert stage.handoff.queue == SALES
    stage.refuse(TEAM)
    assert stage.handoff.queue == SALES


def test_a_refusal_after_somebody_took_it_moves_nothing() -> None:
    stage = Stage(support(escalate_to=SALES), sales())
    stage.escalate(accepted=False)
    stage.take()
    stage.refuse(TEAM)
    assert (stage.state.owner, stage.handoff.queue, stage.told) == (Owner.HUMAN, SUPPORT, [])


def test_a_card_that_was_accepted_after_somebody_took_it_is_redrawn_and_promises_nothing() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    stage.take()
    stage.accept()
    assert stage.told == []
    assert stage.last.effects == (EditCard(stage.handoff.ticket, TEAM, "ref-team"),)


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda stage: stage.happen(OperatorSnoozed(ANA, stage.now + 60)),
        lambda stage: stage.happen(OperatorTransferred(ANA, queue=SALES)),
        lambda stage: (stage.take(), stage.say("hello?"), stage.fire(Timer.SILENCE)),
    ],
    ids=["snoozed", "passed on", "taken and left"],
)
def test_a_card_that_was_on_the_way_is_redrawn_though_somebody_is_waited_for(meanwhile: Any) -> None:
    """It was perhaps drawn before: a card that says that Ana has it offers nobody to take over."""
    stage = Stage()
    stage.escalate(accepted=False)
    meanwhile(stage)
    stage.accept()
    assert (stage.state.owner, stage.ordered(EditCard)) == (
        Owner.WAITING,
        [EditCard(stage.handoff.ticket, TEAM, "ref-team")],
    )


def test_a_card_that_was_accepted_after_the_end_is_redrawn_without_buttons() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    ticket = stage.handoff.ticket
    stage.happen(OperatorResolved(ANA))
    stage.happen(CardAccepted(ticket, TEAM, "late"))
    assert stage.last.effects == (EditCard(ticket, TEAM, "late"),)
    assert stage.told == []


def test_a_refusal_of_another_handoffs_card_changes_nothing() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    stage.happen(CardRefused(Ticket(7), TEAM, "gone"))
    assert stage.last.entries == ()
    assert stage.handoff.cards == (CardCopy(TEAM),)


@pytest.mark.parametrize("place", [TEAM, OTHER])
def test_the_same_acceptance_twice_leaves_one_copy(place: Address) -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    stage.accept(place)
    stage.accept(place)
    assert len([card for card in stage.handoff.cards if card.place == place]) == 1


def test_a_queue_that_names_a_place_twice_gets_one_card_there() -> None:
    stage = Stage(Queue(SUPPORT, (TEAM, TEAM)))
    stage.escalate(accepted=False)
    assert len(stage.ordered(PostCard)) == 1
    assert stage.handoff.cards == (CardCopy(TEAM),)


def test_a_queue_that_looks_nowhere_ends_in_the_truth_and_not_in_silence() -> None:
    stage = Stage(Queue(SUPPORT, ()))
    stage.escalate(accepted=False)
    stage.fire(Timer.NOTIFY)
    assert stage.told == [unreachable(stage)]


def test_an_undelivered_message_is_written_where_the_team_reads_it() -> None:
    stage = Stage()
    stage.happen(DeliveryFailed(4, "blocked by the contact"))
    (entry,) = stage.last.entries
    assert (entry.kind, entry.content.text) == (EntryKind.EVENT, "undelivered")
    assert entry.data == {"seq": 4, "reason": "blocked by the contact"}
    assert stage.last.effects == ()
