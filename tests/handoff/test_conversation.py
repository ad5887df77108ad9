"""``decide``: it knows every event, is pure, and never raises for what people do."""

from dataclasses import replace
from typing import get_args

import pytest

from handoff import events
from handoff.answer import Answer
from handoff.approvals import Ruling
from handoff.content import Content
from handoff.conversation import HAPPENS, decide
from handoff.decision import Facts
from handoff.effects import Timer
from handoff.flow import Flow, Occasion
from handoff.ids import Address, ApprovalId, QueueName, Ticket
from handoff.outcome import Done, Lost, Refused
from handoff.ownership import Owner
from handoff.policy import Queue
from handoff.transcript import Origin
from handoff.trigger import Mechanism, Trigger
from tests.builders import run
from tests.handoff.stage import ANA, BEN, TEAM, Stage, sales, support

HELLO = Content("hello")
REVIEWED = QueueName("reviewed")
HERE = Origin(Address("fake", "team/1"), "m1")
TRIGGER = Trigger(Mechanism.MANUAL, "manual", "look at this")
RUN = run()
SAMPLES: tuple[events.Event, ...] = (
    events.ContactSaid("m1", HELLO),
    events.ContactEdited("m1", "a human please"),
    events.ContactDeleted("m1"),
    events.ContactReacted("r1", "👍"),
    events.ContactReacted("r1", "👍", on=False, target=1),
    events.ContactAskedForPerson("p1"),
    events.AgentAnswered(0, 1, Answer("yes")),
    events.AgentFailed(0, 1, "it fell over"),
    events.AgentStopped(("stripe__refund",)),
    events.OperatorTook(BEN),
    events.OperatorReplied(BEN, HELLO),
    events.OperatorNoted(BEN, HELLO),
    events.OperatorNoted(BEN, HELLO, "n1", HERE),
    events.OperatorWrote(ANA, HELLO, HERE),
    events.OperatorWrote(BEN, HELLO, HERE, 1),
    events.OperatorReacted(ANA, 1, "👍", origin=HERE),
    events.OperatorEdited(BEN, 1, "changed"),
    events.OperatorDeleted(BEN, 1),
    events.OperatorReturned(BEN, "a note"),
    events.OperatorTransferred(BEN, queue=QueueName("sales")),
    events.OperatorTransferred(BEN, operator=ANA),
    events.OperatorTransferred(BEN),
    events.OperatorResolved(BEN),
    events.OperatorSnoozed(BEN, 5000.0),
    events.OperatorEscalated(BEN, TRIGGER),
    events.AgentSwitched(BEN, False),
    events.ApprovalAsked(ApprovalId("p1"), "Refund 40 euros?"),
    events.ApprovalAsked(ApprovalId("p1"), "Refund 40 euros?", queue=REVIEWED, expires=5000.0),
    events.ApprovalWithdrawn(ApprovalId("p1")),
    events.ApprovalDue(ApprovalId("p1")),
    events.QuestionPosted(ApprovalId("p1"), TEAM, "r1"),
    events.QuestionRefused(ApprovalId("p1"), TEAM, "gone"),
    events.ReviewerDecided(BEN, ApprovalId("p1"), Ruling.APPROVED),
    events.ApprovalReminder(ApprovalId("p1")),
    events.ToolRan("p1", True, "refunded"),
    events.RunBegan(Flow("news", "d1", Occasion.SCHEDULE, "first")),
    events.RunWent(RUN.id, 0, 1, RUN, (events.Speak("hello"),), done=True),
    events.Summarized(Ticket(1001), "wants a refund"),
    events.DraftAsked(ANA, HERE.thread, "be kind"),
    events.Drafted(HERE.thread, "Dear Eve", 1),
    events.DraftFailed(HERE.thread, "it is busy"),
    events.DraftDropped(ANA, 1, HERE.thread),
    events.LanguageHeard("de"),
    events.Translated(1, "hello", "en"),
    events.ReplyTranslated(1, "hello", "hallo"),
    events.CardAccepted(Ticket(1001), TEAM, "r1"),
    events.CardAccepted(Ticket(999), Address("fake", "elsewhere"), "r2"),
    events.CardAccepted(Ticket(1001), TEAM, "r1", "team/r1"),
    events.CardRefused(Ticket(1001), TEAM, "gone"),
    events.Delivered(1, HERE),
    events.DeliveryFailed(1, "gone"),
    events.DeliveryFailed(1, "gone", HERE),
    events.RelayFailed(1, HERE.thread, "too large"),
    events.Recovered(3),
    *(events.TimerFired(timer, Ticket(1001), epoch) for timer in Timer for epoch in (0, 1, 2)),
)


def at(owner: Owner) -> Stage:
    """A conversation that came to this owner the way it does in life, with a word of the contact's open."""
    stage = Stage(support(), sales(), Queue(REVIEWED, (TEAM,), reviewers=frozenset({BEN.operator})))
    stage.say("hello")
    if owner is Owner.WAITING:
        stage.escalate()
    elif owner is Owner.HUMAN:
        stage.take(ANA)
    elif owner is Owner.CLOSED:
        stage.happen(events.OperatorResolved(ANA))
    elif owner is Owner.AUTOMATION:
        stage.state = replace(stage.state, owner=Owner.AUTOMATION, asked=False)
    assert stage.state.owner is owner
    return stage


def test_the_keys_are_exactly_the_members_of_the_event_union() -> None:
    assert set(HAPPENS) == set(get_args(events.Event))


def test_every_event_has_a_sample_here() -> None:
    assert {type(sample) for sample in SAMPLES} == set(HAPPENS)


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("owner", Owner)
def test_whatever_happens_to_whomever_is_an_outcome_and_never_an_exception(
    owner: Owner, event: events.Event
) -> None:
    stage = at(owner)
    before = stage.state
    outcome = stage.happen(event)
    if isinstance(outcome, Lost | Refused):
        assert replace(stage.state, seq=before.seq) == before, "who lost or was refused changes nothing"
        assert not stage.last.effects
    machines = {before.owner, stage.state.owner} == {Owner.AGENT, Owner.AUTOMATION}
    assert stage.last.drop_fenced == (stage.state.epoch != before.epoch and not machines)
    assert [entry.seq for entry in stage.last.entries] == list(range(before.seq + 1, stage.state.seq + 1))


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("owner", Owner)
def test_the_same_again_gives_the_same_decision(owner: Owner, event: events.Event) -> None:
    stage = at(owner)
    facts = Facts(stage.now, Ticket(2000), stage.policy)
    assert decide(stage.state, event, facts) == decide(stage.state, event, facts)


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("owner", Owner)
def test_a_handoff_is_open_exactly_while_it_waits_or_a_person_has_it(
    owner: Owner, event: events.Event
) -> None:
    stage = at(owner)
    stage.happen(event)
    assert (stage.state.handoff is not None) == (stage.state.owner in (Owner.WAITING, Owner.HUMAN))
    assert (stage.state.operator is not None) == (stage.state.owner is Owner.HUMAN)
    for handoff in stage.filed.values():
        assert (handoff.ending is None) == (handoff.closed is None)


@pytest.mark.parametrize("owner", Owner)
def test_only_an_escalation_or_a_takeover_uses_up_a_ticket(owner: Owner) -> None:
    for event in SAMPLES:
        stage = at(owner)
        before = set(stage.filed)
        stage.happen(event)
        assert stage.last.opened == bool(set(stage.filed) - before)


def test_a_contact_who_writes_into_any_state_is_stored() -> None:
    for owner in Owner:
        outcome = at(owner).happen(events.ContactSaid("m9", HELLO))
        assert isinstance(outcome, Done)
        assert outcome.seq is not None
