"""What the team does to a conversation, in every state, and who may."""

from dataclasses import replace

import pytest

from handoff.content import Content
from handoff.effects import AskAgent, Deliver, EditCard, PostCard, Timer
from handoff.events import (
    AgentSwitched,
    OperatorDeleted,
    OperatorEdited,
    OperatorEscalated,
    OperatorNoted,
    OperatorResolved,
    OperatorReturned,
    OperatorTransferred,
)
from handoff.moves.operator import CLOSED, STRANGER
from handoff.outcome import Done, Lost
from handoff.ownership import Owner
from handoff.policy import Activation, Active
from handoff.transcript import AuthorKind, EntryKind
from handoff.trigger import Mechanism, Trigger
from tests.handoff.stage import ANA, BEN, CAI, SALES, TEAM, Stage, sales, support


def messages(stage: Stage) -> list[str]:
    return [entry.content.text for entry in stage.last.entries if entry.kind is EntryKind.MESSAGE]


def test_taking_over_stops_the_agent_and_tells_the_contact_who_joined() -> None:
    stage = Stage()
    stage.say("hello")
    stage.take()
    assert (stage.state.owner, stage.state.operator, stage.state.asked) == (Owner.HUMAN, "ana", False)
    assert stage.told == ["Ana joined the conversation"]
    assert stage.last.drop_fenced
    assert (stage.handoff.trigger.mechanism, stage.handoff.taken) == (Mechanism.MANUAL, stage.now)


def test_by_letter_nobody_is_told_who_joined_and_the_first_reply_names_the_person() -> None:
    stage = Stage(quiet=True)
    stage.escalate()
    assert len(stage.told) == 1
    stage.take()
    assert messages(stage) == []
    stage.reply("I am here")
    (said,) = (entry for entry in stage.last.entries if entry.kind is EntryKind.MESSAGE)
    assert (said.author.name, said.content.text) == ("Ana", "I am here")


def test_taking_a_waiting_conversation_keeps_its_handoff_and_redraws_its_cards() -> None:
    stage = Stage()
    stage.escalate()
    ticket = stage.handoff.ticket
    stage.take()
    assert (stage.handoff.ticket, stage.handoff.operator) == (ticket, "ana")
    assert len(stage.ordered(EditCard)) == 1


def test_of_two_who_press_the_second_is_told_who_won_and_when() -> None:
    stage = Stage()
    stage.escalate()
    stage.take(ANA)
    won = stage.now
    stage.later(5)
    assert stage.take(BEN) == Lost("already_taken", "Ana", won)
    assert stage.reply("me too", BEN) == Lost("already_taken", "Ana", won)
    assert stage.state.operator == "ana"


def test_pressing_twice_oneself_changes_nothing() -> None:
    stage = Stage()
    stage.take()
    before = stage.state
    assert stage.take() == Done(before.seq)
    assert (stage.state, stage.last.effects) == (before, ())


@pytest.mark.parametrize("waiting", [False, True])
def test_a_first_reply_takes_over_from_the_agent_and_from_the_queue(waiting: bool) -> None:
    stage = Stage()
    stage.say("hello")
    if waiting:
        stage.escalate()
    stage.reply("I am here")
    assert stage.state.owner is Owner.HUMAN
    assert messages(stage) == ["Ana joined the conversation", "I am here"]
    assert [effect.fence for effect in stage.ordered(Deliver)] == [None, None]
    assert stage.handoff.replied == stage.now


def test_a_reply_to_a_closed_conversation_is_refused_and_taking_it_opens_it() -> None:
    stage = Stage()
    stage.happen(OperatorResolved(ANA))
    assert stage.reply() == CLOSED
    stage.take(BEN)
    assert (stage.state.owner, stage.state.operator) == (Owner.HUMAN, "ben")


def test_only_the_first_reply_is_remembered_as_the_first() -> None:
    stage = Stage()
    stage.reply()
    first = stage.now
    stage.later(60)
    stage.reply("and more")
    assert stage.handoff.replied == first


def test_a_note_never_leaves_the_team() -> None:
    """Law 5, in every state and by anybody."""
    stage = Stage()
    for step in (lambda: None, stage.escalate, stage.take, lambda: stage.happen(OperatorResolved(ANA))):
        step()
        stage.happen(OperatorNoted(BEN, Content("she is cross")))
        assert stage.last.effects == ()
        assert [entry.kind for entry in stage.last.entries] == [EntryKind.NOTE]


@pytest.mark.parametrize("event", [OperatorEdited(ANA, 2, "better"), OperatorDeleted(ANA, 2)])
def test_a_change_of_ones_own_message_is_delivered(event: OperatorEdited) -> None:
    stage = Stage()
    stage.reply()
    outcome = stage.happen(event)
    (entry,) = stage.last.entries
    assert outcome == Done(entry.seq)
    assert (entry.target, stage.last.effects) == (2, (Deliver(entry.seq),))


def test_somebody_of_another_queue_may_not_take_reply_or_resolve() -> None:
    stage = Stage(support(operators=frozenset({ANA.operator})), sales())
    stage.escalate()
    for act in (stage.take, lambda by: stage.reply("x", by), lambda by: stage.happen(OperatorResolved(by))):
        assert act(BEN) == STRANGER
        assert stage.state.owner is Owner.WAITING


def test_who_was_given_the_conversation_may_act_in_it_whatever_the_queue_says() -> None:
    stage = Stage(support(operators=frozenset({ANA.operator})), sales())
    stage.escalate()
    stage.take(ANA)
    stage.happen(OperatorTransferred(ANA, operator=BEN))
    assert isinstance(stage.reply("I have it now", BEN), Done)
    assert isinstance(stage.happen(OperatorReturned(BEN)), Done)


def test_a_queue_that_lists_nobody_is_open_to_the_whole_team() -> None:
    stage = Stage()
    stage.escalate()
    assert isinstance(stage.take(CAI), Done)


def test_the_agents_conversations_belong_to_the_default_queue() -> None:
    stage = Stage(support(operators=frozenset({ANA.operator})), sales(), default_queue=SALES)
    stage.say("hello")
    assert isinstance(stage.take(BEN), Done)


def test_escalating_by_hand_opens_one_handoff_and_never_a_second() -> None:
    stage = Stage()
    trigger = Trigger(Mechanism.MANUAL, "vip", "look at this")
    stage.happen(OperatorEscalated(ANA, trigger))
    assert (stage.state.owner, stage.handoff.trigger) == (Owner.WAITING, trigger)
    stage.happen(OperatorEscalated(BEN, trigger))
    assert (stage.last.effects, len(stage.filed)) == ((), 1)


def test_escalating_a_closed_conversation_is_refused() -> None:
    stage = Stage()
    stage.happen(OperatorResolved(ANA))
    assert stage.happen(OperatorEscalated(ANA, Trigger(Mechanism.MANUAL, "vip", "look"))) == CLOSED


def test_switching_the_agent_off_ends_its_epoch_and_on_asks_what_is_open() -> None:
    stage = Stage()
    stage.say("hello")
    stage.happen(AgentSwitched(ANA, False))
    assert stage.last.drop_fenced
    assert not stage.state.asked
    stage.happen(AgentSwitched(ANA, True))
    assert stage.ordered(AskAgent)


def test_switching_to_what_it_is_already_changes_nothing() -> None:
    stage = Stage()
    stage.happen(AgentSwitched(ANA, True))
    assert (stage.last.entries, stage.state.epoch) == ((), 0)


def test_switching_the_agent_on_does_not_overrule_the_channel() -> None:
    stage = Stage()
    stage.say("hello")
    stage.happen(AgentSwitched(ANA, False))
    stage.policy = replace(stage.policy, default_activation=Activation(Active.OFF))
    stage.happen(AgentSwitched(ANA, True))
    assert not stage.ordered(AskAgent)


def test_switching_while_a_person_has_it_ends_nothing() -> None:
    stage = Stage()
    stage.take()
    epoch = stage.state.epoch
    stage.happen(AgentSwitched(ANA, False))
    assert (stage.state.epoch, stage.state.owner) == (epoch, Owner.HUMAN)


def test_the_clock_of_an_owed_answer_starts_with_the_takeover_and_stops_with_the_reply() -> None:
    stage = Stage()
    stage.escalate()
    stage.later(30)
    stage.take()
    assert stage.state.waiting_since == stage.now
    assert stage.wakes(Timer.SILENCE)[-1].due == stage.now + 600.0
    stage.reply()
    assert stage.state.waiting_since is None


def test_an_operator_who_owes_nothing_has_no_clock() -> None:
    stage = Stage()
    stage.take()
    assert stage.wakes(Timer.SILENCE) == []


def test_several_words_of_the_contact_start_one_clock() -> None:
    stage = Stage()
    stage.take()
    stage.say("hello")
    began = stage.now
    stage.later(60)
    stage.say("hello?")
    assert stage.state.waiting_since == began
    assert len(stage.wakes(Timer.SILENCE)) == 1


def test_no_limit_for_replies_means_no_clock() -> None:
    stage = Stage(support(reply_within=0.0))
    stage.take()
    stage.say("hello")
    assert stage.wakes(Timer.SILENCE) == []


def test_a_takeover_from_the_agent_posts_no_card_because_somebody_has_it() -> None:
    stage = Stage()
    stage.take()
    assert stage.ordered(PostCard) == []


@pytest.mark.parametrize("act", ["take", "reply"])
def test_a_takeover_in_a_messenger_brings_a_card_because_it_is_worked_with_there(act: str) -> None:
    stage = Stage()
    stage.say("hello")
    by = replace(ANA, via="slack")
    (stage.take if act == "take" else lambda who: stage.reply("I am here", who))(by)
    assert [order.place for order in stage.ordered(PostCard)] == [TEAM]
    assert (stage.state.owner, stage.told) == (Owner.HUMAN, ["Ana joined the conversation"])
    assert stage.wakes(Timer.CLAIM) == stage.wakes(Timer.NOTIFY) == [], "nobody is waited for"


def test_a_persons_words_carry_who_it_was() -> None:
    stage = Stage()
    stage.reply()
    author = stage.last.entries[-1].author
    assert (author.kind, author.name, author.operator) == (AuthorKind.HUMAN, "Ana", "ana")
