"""Time limits: each fires for what it was set, loses its race quietly, and none that matters is lost."""

from dataclasses import replace

import pytest

from handoff.effects import AskAgent, EditCard, PostCard, Timer, Wake
from handoff.envelope import Ending
from handoff.events import (
    ContactSaid,
    OperatorResolved,
    OperatorReturned,
    OperatorSnoozed,
    OperatorTransferred,
    TimerFired,
)
from handoff.moves.limits import LATE
from handoff.ownership import Owner
from handoff.policy import Queue
from handoff.transcript import EntryKind
from tests.handoff.stage import ANA, SALES, SECOND, SUPPORT, Stage, sales, support


def waiting(*queues: Queue) -> Stage:
    stage = Stage(*queues)
    stage.escalate()
    return stage


def alive(stage: Stage, timer: Timer) -> list[Wake]:
    """The limits of this kind that still mean something and are still to come."""
    return [
        wake
        for wake in stage.wakes(timer)
        if (wake.ticket, wake.epoch) == (stage.handoff.ticket, stage.state.epoch) and wake.due > stage.now
    ]


def test_every_kind_of_limit_is_late_once_the_owner_changed() -> None:
    stage = waiting()
    ticket, epoch = stage.handoff.ticket, stage.state.epoch
    stage.take()
    before = stage.state
    for timer in Timer:
        assert stage.happen(TimerFired(timer, ticket, epoch)) == LATE
        assert stage.state == before


def test_a_limit_of_an_ended_handoff_is_late_in_the_next() -> None:
    stage = waiting()
    old = stage.wakes(Timer.EXPIRE)[-1]
    stage.happen(OperatorReturned(ANA))
    assert stage.happen(TimerFired(old.timer, old.ticket, old.epoch)) == LATE
    stage.escalate()
    assert stage.happen(TimerFired(old.timer, old.ticket, old.epoch)) == LATE
    assert stage.happen(TimerFired(old.timer, old.ticket, stage.state.epoch)) == LATE


# ── nobody was notified ──────────────────────────────────────────────────────────────────────────


def test_when_no_channel_accepted_in_time_the_next_queue_is_tried_and_then_the_truth_is_told() -> None:
    stage = Stage(support(escalate_to=SALES), sales())
    stage.escalate(accepted=False)
    stage.fire(Timer.NOTIFY)
    assert (stage.handoff.queue, stage.told) == (SALES, [])
    assert [order.place for order in stage.ordered(PostCard)] == [SECOND]
    stage.fire(Timer.NOTIFY)
    assert stage.told == [stage.policy.words("en").unreachable.replace("{ticket}", "H-1001")]


def test_when_a_card_was_accepted_in_time_the_limit_says_nothing() -> None:
    stage = waiting()
    stage.fire(Timer.NOTIFY)
    assert (stage.last.entries, stage.last.effects) == ((), ())


@pytest.mark.parametrize(
    "move",
    [
        lambda stage: stage.refuse(),
        lambda stage: stage.happen(OperatorTransferred(ANA, queue=SALES)),
        lambda stage: stage.fire(Timer.CLAIM),
    ],
    ids=["refused", "transferred", "unclaimed"],
)
def test_whatever_moves_it_on_before_a_card_was_accepted_the_limit_is_set_anew(move: object) -> None:
    """Otherwise a contact hears nothing until the handoff expires."""
    stage = Stage(support(escalate_to=SALES), sales())
    stage.escalate(accepted=False)
    move(stage)  # type: ignore[operator]
    assert stage.handoff.queue == SALES
    assert alive(stage, Timer.NOTIFY)


# ── nobody took it ───────────────────────────────────────────────────────────────────────────────


def test_who_waits_too_long_is_told_and_the_next_queue_gets_it() -> None:
    stage = waiting(support(escalate_to=SALES), sales())
    stage.fire(Timer.CLAIM)
    assert stage.handoff.queue == SALES
    assert stage.told == ["Nobody has been free yet, sorry. Your request H-1001 is still with the team."]
    assert alive(stage, Timer.CLAIM)


def test_where_there_is_no_next_queue_it_stays_and_the_team_can_read_why() -> None:
    stage = waiting()
    stage.fire(Timer.CLAIM)
    assert (stage.handoff.queue, len(stage.told)) == (SUPPORT, 1)
    assert [entry.content.text for entry in stage.last.entries if entry.kind is EntryKind.EVENT] == [
        "unclaimed"
    ]
    assert alive(stage, Timer.EXPIRE)


def test_a_chain_of_queues_that_bites_its_tail_ends() -> None:
    stage = waiting(support(escalate_to=SALES), sales(escalate_to=SUPPORT))
    stage.fire(Timer.CLAIM)
    stage.fire(Timer.CLAIM)
    assert stage.handoff.queue == SALES
    assert alive(stage, Timer.CLAIM) == []


def test_no_claim_limit_means_none() -> None:
    stage = waiting(support(claim_within=0.0, expire_after=0.0))
    assert (stage.wakes(Timer.CLAIM), stage.wakes(Timer.EXPIRE)) == ([], [])


# ── snoozed ──────────────────────────────────────────────────────────────────────────────────────


def test_a_claim_limit_that_fired_while_it_was_snoozed_starts_anew_when_the_snooze_ends() -> None:
    stage = waiting(support(escalate_to=SALES), sales())
    stage.happen(OperatorSnoozed(ANA, stage.now + 1000))
    stage.fire(Timer.CLAIM)
    assert (stage.handoff.queue, stage.told) == (SUPPORT, [])
    stage.fire(Timer.SNOOZE)
    assert alive(stage, Timer.CLAIM)
    stage.fire(Timer.CLAIM)
    assert stage.handoff.queue == SALES


def test_the_same_when_the_contact_ends_the_snooze() -> None:
    stage = waiting(support(escalate_to=SALES), sales())
    stage.happen(OperatorSnoozed(ANA, stage.now + 1000))
    stage.fire(Timer.CLAIM)
    stage.later(60)
    stage.say("hello?")
    assert alive(stage, Timer.CLAIM)


def test_a_snooze_shorter_than_the_claim_limit_leaves_one_limit() -> None:
    stage = waiting()
    stage.happen(OperatorSnoozed(ANA, stage.now + 10))
    stage.fire(Timer.SNOOZE)
    assert len(alive(stage, Timer.CLAIM)) == 1


def test_a_snoozed_handoff_still_expires_because_the_contact_was_not_asked() -> None:
    stage = waiting()
    stage.happen(OperatorSnoozed(ANA, stage.now + 10_000_000))
    stage.fire(Timer.EXPIRE)
    assert (stage.state.owner, len(stage.told)) == (Owner.AGENT, 1)
    (handoff,) = stage.last.handoffs
    assert (handoff.ending, handoff.snoozed) == (Ending.EXPIRED, None)


def test_an_operator_who_snoozes_and_owes_an_answer_loses_it_and_it_is_snoozed_no_more() -> None:
    """Its wake-up belongs to an epoch that is over: nobody would ever see it again."""
    stage = waiting()
    stage.take()
    stage.happen(OperatorSnoozed(ANA, stage.now + 100_000))
    stage.fire(Timer.SILENCE)
    assert (stage.state.owner, stage.handoff.snoozed) == (Owner.WAITING, None)


# ── nobody came ──────────────────────────────────────────────────────────────────────────────────


def test_a_handoff_that_nobody_took_goes_back_to_the_agent_with_an_honest_word() -> None:
    stage = waiting()
    stage.fire(Timer.EXPIRE)
    assert (stage.state.owner, stage.state.handoff) == (Owner.AGENT, None)
    assert "nobody could take your request H-1001 in time" in stage.told[0]
    assert not stage.ordered(AskAgent), "the bot's own word is the answer"
    assert stage.ordered(EditCard)


def test_a_handoff_that_somebody_took_does_not_expire() -> None:
    stage = waiting()
    stage.take()
    assert stage.fire(Timer.EXPIRE) == LATE


# ── the operator went quiet ──────────────────────────────────────────────────────────────────────


def test_an_operator_who_owes_an_answer_for_too_long_loses_the_conversation() -> None:
    stage = waiting()
    stage.take()
    stage.fire(Timer.SILENCE)
    assert (stage.state.owner, stage.state.operator, stage.handoff.operator) == (Owner.WAITING, None, None)
    assert stage.told == ["Ana had to step away. I've asked the team for someone else."]
    assert alive(stage, Timer.CLAIM)
    assert alive(stage, Timer.EXPIRE)
    assert stage.ordered(EditCard)
    assert not stage.ordered(PostCard), "its card is there"


def test_a_conversation_without_cards_gets_them_when_its_operator_goes_quiet() -> None:
    stage = Stage()
    stage.say("hello")
    stage.take()
    stage.fire(Timer.SILENCE)
    assert stage.ordered(PostCard)
    assert alive(stage, Timer.NOTIFY), "and if nobody takes the card the contact learns that"
    stage.fire(Timer.NOTIFY)
    assert "could not reach" in stage.told[0]


def test_an_operator_who_answered_in_time_keeps_it() -> None:
    stage = waiting()
    stage.take()
    stage.reply()
    stage.fire(Timer.SILENCE)
    assert stage.state.owner is Owner.HUMAN
    assert (stage.last.entries, stage.told) == ((), [])


def test_the_limit_counts_from_the_first_word_that_was_not_answered() -> None:
    stage = waiting()
    stage.take()
    stage.later(500)
    stage.reply()
    stage.later(50)
    stage.say("and?")
    first, second = stage.wakes(Timer.SILENCE)
    stage.now = first.due
    stage.happen(TimerFired(first.timer, first.ticket, first.epoch))
    assert (stage.state.owner, stage.told) == (Owner.HUMAN, [])
    stage.now = second.due
    stage.happen(TimerFired(second.timer, second.ticket, second.epoch))
    assert stage.state.owner is Owner.WAITING


def test_a_limit_that_was_made_longer_meanwhile_is_waited_for() -> None:
    stage = waiting()
    stage.take()
    stage.policy = replace(stage.policy, queues={SUPPORT: support(reply_within=2000.0)})
    stage.fire(Timer.SILENCE)
    assert stage.state.owner is Owner.HUMAN
    assert alive(stage, Timer.SILENCE)[-1].due == stage.state.owned_since + 2000.0


def test_a_limit_that_was_switched_off_meanwhile_takes_nothing_away() -> None:
    stage = waiting()
    stage.take()
    stage.policy = replace(stage.policy, queues={SUPPORT: support(reply_within=0.0)})
    stage.fire(Timer.SILENCE)
    assert stage.state.owner is Owner.HUMAN


def test_the_contact_may_write_on_and_the_clock_starts_anew_with_the_next_operator() -> None:
    stage = waiting()
    stage.take()
    stage.fire(Timer.SILENCE)
    stage.happen(ContactSaid("m5", stage.entries[0].content))
    stage.take()
    assert alive(stage, Timer.SILENCE)


def test_a_resolved_conversation_has_no_limits_left() -> None:
    stage = waiting()
    stage.take()
    stage.happen(OperatorResolved(ANA))
    for timer in Timer:
        for wake in stage.wakes(timer):
            assert stage.happen(TimerFired(wake.timer, wake.ticket, wake.epoch)) == LATE
