"""What the agent gives back, and whether it may still be said."""

from dataclasses import replace

import pytest

from handoff.answer import Answer
from handoff.content import Source
from handoff.effects import AskAgent, Deliver, Timer
from handoff.escalation.memory import Memory
from handoff.escalation.verdict import Verdict
from handoff.events import AgentAnswered, AgentFailed, AgentSwitched, ContactEdited, OperatorReturned
from handoff.moves.agent import STALE
from handoff.ownership import Owner
from handoff.policy import Policy
from handoff.press import PERSON
from handoff.transcript import AuthorKind, EntryKind
from handoff.trigger import Mechanism
from tests.handoff.stage import ANA, Stage
from tests.laws.world import WordJudge

LATE = Answer("too late")


def spoken(stage: Stage) -> list[str]:
    """What the agent has said to the contact."""
    return [
        entry.content.text
        for entry in stage.entries
        if entry.kind is EntryKind.MESSAGE and entry.author.kind is AuthorKind.AGENT
    ]


def test_an_answer_in_time_is_said_under_its_epoch_and_owed_no_more() -> None:
    stage = Stage()
    stage.say("hello")
    stage.answer("Hi.", sources=(Source("Terms"),), suggestions=("Prices",), confidence=0.8)
    (entry,) = stage.last.entries
    assert stage.last.effects == (Deliver(entry.seq, fence=0),)
    assert (stage.state.asked, stage.state.answered) == (False, entry.seq)
    assert [button.action for button in entry.content.buttons] == ["say:Prices"]
    assert stage.state.thought.confidence == 0.8


@pytest.mark.parametrize("steal", [lambda s: s.take(), lambda s: s.escalate()], ids=["taken", "escalated"])
def test_an_answer_of_an_older_epoch_is_withheld_and_shown_to_the_team(steal: object) -> None:
    stage = Stage()
    stage.say("hello")
    asked = AgentAnswered(stage.state.epoch, stage.state.turn, LATE)
    steal(stage)  # type: ignore[operator]
    assert stage.happen(asked) == STALE
    assert (spoken(stage), stage.last.effects) == ([], ())
    assert [entry.kind for entry in stage.last.entries] == [EntryKind.EVENT]
    assert stage.last.entries[0].data["text"] == "too late"


def test_an_answer_to_an_older_turn_is_dropped_without_a_word() -> None:
    stage = Stage()
    stage.say("hello")
    old = AgentAnswered(stage.state.epoch, stage.state.turn, LATE)
    stage.say("something else")
    assert stage.happen(old) == STALE
    assert (stage.last.entries, spoken(stage)) == ((), [])


def test_an_epoch_alone_is_enough_to_be_late() -> None:
    """Whatever else may look as it did: the owner changed meanwhile."""
    stage = Stage()
    stage.say("hello")
    old = AgentAnswered(stage.state.epoch, stage.state.turn, LATE)
    stage.state = replace(stage.state, epoch=stage.state.epoch + 1)
    assert stage.happen(old) == STALE


def test_the_same_answer_again_is_dropped() -> None:
    stage = Stage()
    stage.say("hello")
    again = AgentAnswered(stage.state.epoch, stage.state.turn, Answer("Hi."))
    stage.happen(again)
    assert stage.happen(again) == STALE
    assert spoken(stage) == ["Hi."]


def test_an_answer_asked_for_before_a_human_stretch_does_not_come_after_it() -> None:
    stage = Stage()
    stage.say("hello")
    old = AgentAnswered(stage.state.epoch, stage.state.turn, LATE)
    stage.take()
    stage.reply()
    stage.happen(OperatorReturned(ANA))
    assert stage.happen(old) == STALE
    assert spoken(stage) == []


def test_an_answer_to_the_words_before_an_edit_is_dropped() -> None:
    stage = Stage()
    stage.say("hello", "m1")
    old = AgentAnswered(stage.state.epoch, stage.state.turn, LATE)
    stage.happen(ContactEdited("m1", "hello you"))
    assert stage.happen(old) == STALE


def test_an_answer_that_promises_a_person_is_withheld_and_becomes_a_handoff() -> None:
    stage = Stage()
    stage.say("hello")
    stage.answer("I promise a colleague will call.")
    assert (stage.state.owner, spoken(stage)) == (Owner.WAITING, [])
    assert stage.handoff.trigger.mechanism is Mechanism.PROMISE


def test_an_answer_that_is_not_known_offers_a_person_and_says_so_in_the_record() -> None:
    stage = Stage()
    stage.say("hello")
    stage.answer("I don't know.", known=False)
    (entry,) = stage.last.entries
    assert [button.action for button in entry.content.buttons] == [PERSON]
    assert entry.data["known"] is False


def test_an_offer_that_the_contacts_words_asked_for_comes_with_the_answer_once() -> None:
    class Offering(WordJudge):
        def contact(self, text: str, memory: Memory) -> tuple[Verdict, Memory]:
            return Verdict(offer="cross" in text), memory

    stage = Stage()
    stage.policy = Policy(Offering(), queues=stage.policy.queues)
    stage.say("I am cross")
    stage.say("really")
    stage.answer("Sorry.")
    assert [button.action for button in stage.last.entries[0].content.buttons] == [PERSON]
    stage.say("ok")
    stage.answer("Good.")
    assert stage.last.entries[0].content.buttons == ()


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_answer_is_a_failure_and_never_silence(text: str) -> None:
    stage = Stage()
    stage.say("hello")
    stage.answer(text)
    assert (stage.state.owner, stage.handoff.trigger.mechanism) == (Owner.WAITING, Mechanism.FAILURE)


def test_a_failing_agent_becomes_a_handoff() -> None:
    stage = Stage()
    stage.say("hello")
    stage.happen(AgentFailed(0, 1, "it fell over"))
    assert (stage.state.owner, stage.handoff.trigger.reason) == (Owner.WAITING, "it fell over")


def test_a_late_failure_changes_nothing() -> None:
    stage = Stage()
    stage.say("hello")
    stage.take()
    assert stage.happen(AgentFailed(0, 1, "it fell over")) == STALE
    assert stage.last.entries == ()


def test_an_agent_that_always_fails_does_not_hand_off_for_ever() -> None:
    """Each failure needs something new that a contact said or an operator did."""
    stage = Stage()
    stage.say("hello")
    stage.happen(AgentFailed(0, 1, "it fell over"))
    stage.accept()
    stage.fire(Timer.EXPIRE)
    assert stage.state.owner is Owner.AGENT
    assert not stage.state.asked
    assert not stage.ordered(AskAgent)


def test_an_agent_switched_off_while_it_writes_says_nothing_and_the_contact_learns_why() -> None:
    stage = Stage()
    stage.say("hello")
    old = AgentAnswered(stage.state.epoch, stage.state.turn, LATE)
    stage.happen(AgentSwitched(ANA, False))
    assert stage.told == [stage.policy.words("en").agent_off]
    assert stage.happen(old) == STALE
    assert spoken(stage) == []
