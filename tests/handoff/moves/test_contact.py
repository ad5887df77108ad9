"""What a contact does: is stored, is judged, is answered."""

import pytest

from handoff.content import Content
from handoff.effects import AskAgent, Deliver, PostCard
from handoff.envelope import Ending
from handoff.events import (
    AgentSwitched,
    ContactAskedForPerson,
    ContactDeleted,
    ContactEdited,
    ContactSaid,
    OperatorResolved,
    OperatorSnoozed,
)
from handoff.ownership import Owner
from handoff.policy import Activation, Active
from handoff.press import PERSON
from handoff.texts import Texts
from handoff.transcript import EntryKind
from tests.handoff.stage import ANA, SUPPORT, TEAM, Stage

OFF = Activation(Active.OFF)
SILENT = Activation(Active.OFF, silent=True)


def test_a_message_is_written_down_and_the_agent_is_asked() -> None:
    stage = Stage(burst=2.0)
    stage.happen(ContactSaid("m1", Content("hello"), name="Eve", language="de", variables={"plan": "gold"}))
    assert [entry.kind for entry in stage.entries] == [EntryKind.MESSAGE]
    assert stage.last.effects == (AskAgent(1, 0, stage.now + 2.0),)
    assert (stage.state.contact.name, stage.state.contact.language) == ("Eve", "de")
    assert stage.state.variables == {"plan": "gold"}


def test_a_burst_is_one_turn_the_newest() -> None:
    stage = Stage()
    for text in ("one", "two", "three"):
        stage.say(text)
    assert (stage.state.turn, stage.state.asked, stage.state.answered) == (3, True, 0)


def test_a_name_that_is_not_given_again_is_kept() -> None:
    stage = Stage()
    stage.happen(ContactSaid("m1", Content("hello"), name="Eve", language="de"))
    stage.happen(ContactSaid("m2", Content("more")))
    assert (stage.state.contact.name, stage.state.contact.language) == ("Eve", "de")


def test_the_first_request_for_a_person_is_enough() -> None:
    stage = Stage()
    stage.say("a human please")
    assert stage.state.owner is Owner.WAITING
    assert stage.ordered(PostCard)
    assert not stage.ordered(AskAgent)


def test_a_request_in_an_edit_counts_like_any_other_words() -> None:
    stage = Stage()
    stage.say("hello", "m1")
    stage.happen(ContactEdited("m1", "a human please"))
    assert stage.state.owner is Owner.WAITING


def test_nothing_is_promised_before_a_card_was_accepted() -> None:
    stage = Stage()
    stage.say("a human please")
    assert stage.told == []
    assert not stage.handoff.told


def test_what_is_said_while_waiting_is_stored_and_nobody_is_asked() -> None:
    stage = Stage()
    stage.escalate()
    stage.say("are you there?")
    assert stage.last.effects == ()
    assert [entry.content.text for entry in stage.last.entries] == ["are you there?"]


def test_an_edit_of_what_is_being_answered_asks_again() -> None:
    stage = Stage()
    stage.say("hello", "m1")
    stage.happen(ContactEdited("m1", "hello, how late is it?"))
    assert stage.state.turn == 2
    assert stage.ordered(AskAgent)


def test_an_edit_of_an_earlier_part_of_the_burst_asks_again_as_well() -> None:
    stage = Stage()
    stage.say("where is order 7?", "m1")
    stage.say("please", "m2")
    stage.happen(ContactEdited("m1", "where is order 8?"))
    assert stage.state.turn == 3


def test_an_edit_of_what_was_answered_asks_nothing() -> None:
    stage = Stage()
    stage.say("hello", "m1")
    stage.answer()
    stage.happen(ContactEdited("m1", "hello!"))
    assert not stage.ordered(AskAgent)


def test_a_deletion_while_the_agent_answers_asks_again_without_the_message() -> None:
    stage = Stage()
    stage.say("hello", "m1")
    stage.happen(ContactDeleted("m1"))
    assert stage.state.turn == 2
    stage.answer()
    stage.happen(ContactDeleted("m1"))
    assert not stage.ordered(AskAgent)


def test_edits_and_deletions_while_a_person_has_it_are_only_written_down() -> None:
    stage = Stage()
    stage.say("hello", "m1")
    stage.take()
    for event in (ContactEdited("m1", "a human please"), ContactDeleted("m1")):
        stage.happen(event)
        assert (stage.state.owner, stage.last.effects) == (Owner.HUMAN, ())


def test_a_closed_conversation_opens_again_and_is_answered() -> None:
    stage = Stage()
    stage.escalate()
    stage.happen(OperatorResolved(ANA))
    stage.say("one thing more")
    assert stage.state.owner is Owner.AGENT
    assert stage.ordered(AskAgent)
    assert stage.filed[next(iter(stage.filed))].ending is Ending.RESOLVED


def test_a_closed_conversation_whose_contact_asks_for_a_person_waits_for_one() -> None:
    stage = Stage()
    stage.say("hello")
    stage.happen(OperatorResolved(ANA))
    stage.happen(ContactAskedForPerson("p1"))
    assert stage.state.owner is Owner.WAITING


def test_the_button_hands_over_at_once() -> None:
    stage = Stage()
    stage.happen(ContactAskedForPerson("p1"))
    assert stage.state.owner is Owner.WAITING
    assert stage.handoff.trigger.category == "person_requested"


def test_who_presses_before_a_word_was_written_is_known_and_answered_in_their_language() -> None:
    stage = Stage(texts={"de": Texts(unreachable="Gespeichert: {ticket}")})
    stage.happen(ContactAskedForPerson("p1", "Eve", "de-AT"))
    stage.refuse(TEAM)
    assert (stage.state.contact.name, stage.state.contact.language) == ("Eve", "de-AT")
    assert stage.told == ["Gespeichert: H-1001"]
    stage.happen(ContactAskedForPerson("p2"))
    assert (stage.state.contact.name, stage.state.contact.language) == ("Eve", "de-AT")


def test_the_button_pressed_again_tells_who_waits_that_the_request_stands() -> None:
    stage = Stage()
    stage.escalate()
    stage.happen(ContactAskedForPerson("p2"))
    assert stage.told == ["Nobody has been free yet, sorry. Your request H-1001 is still with the team."]


def test_the_button_pressed_again_before_any_card_was_accepted_promises_nothing() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    stage.happen(ContactAskedForPerson("p2"))
    assert stage.told == []


def test_the_button_pressed_again_when_nobody_was_reached_gets_the_truth_again() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    stage.refuse()
    stage.happen(ContactAskedForPerson("p2"))
    (text,) = stage.told
    assert "could not reach" in text


@pytest.mark.parametrize("event", [ContactAskedForPerson("p2"), ContactSaid("m2", Content("hello?"))])
def test_a_snoozed_handoff_comes_back_when_its_contact_does_something(event: ContactSaid) -> None:
    stage = Stage()
    stage.escalate()
    stage.happen(OperatorSnoozed(ANA, stage.now + 3600))
    stage.happen(event)
    assert stage.handoff.snoozed is None


def test_while_the_agent_is_off_the_contact_is_told_so_once_and_offered_a_person() -> None:
    stage = Stage(default_activation=OFF)
    stage.say("hello")
    (message,) = stage.last.entries[1:]
    assert message.content.text == stage.policy.words("en").agent_off
    assert [button.action for button in message.content.buttons] == [PERSON]
    assert stage.ordered(Deliver)
    stage.say("hello?")
    assert (stage.told, stage.ordered(AskAgent)) == ([], [])


def test_a_contact_is_told_again_that_the_agent_is_off_after_it_was_on_meanwhile() -> None:
    stage = Stage(default_activation=OFF)
    stage.say("hello")
    stage.policy = Stage().policy
    stage.say("hello again")
    stage.answer()
    stage.policy = Stage(default_activation=OFF).policy
    stage.say("and now?")
    assert stage.told == [stage.policy.words("en").agent_off]


def test_a_contact_who_comes_back_to_a_closed_conversation_is_told_again_that_the_agent_is_off() -> None:
    stage = Stage(default_activation=OFF)
    stage.say("hello")
    stage.happen(OperatorResolved(ANA))
    stage.say("hello again")
    assert stage.told == [stage.policy.words("en").agent_off]


def test_while_the_agent_is_off_a_request_for_a_person_is_still_a_handoff_with_its_word() -> None:
    stage = Stage(default_activation=OFF)
    stage.escalate()
    assert stage.state.owner is Owner.WAITING
    assert len(stage.told) == 1


def test_where_silence_was_asked_for_the_bot_says_no_word_and_the_handoff_happens_all_the_same() -> None:
    stage = Stage(activation={"fake": SILENT})
    stage.say("hello")
    stage.escalate()
    assert (stage.state.owner, stage.told) == (Owner.WAITING, [])
    stage.take()
    stage.reply("a person's words")
    assert [entry.content.text for entry in stage.entries if entry.kind is EntryKind.MESSAGE] == [
        "hello",
        "a human please",
        "a person's words",
    ]


def test_an_agent_switched_off_for_one_contact_stays_off_through_an_edit() -> None:
    stage = Stage()
    stage.happen(AgentSwitched(ANA, False))
    stage.say("hello", "m1")
    stage.happen(ContactEdited("m1", "hello there"))
    assert not stage.ordered(AskAgent)


def test_the_queue_is_that_of_the_policy_and_the_wait_begins_now() -> None:
    stage = Stage()
    stage.escalate()
    assert (stage.handoff.queue, stage.state.waiting_since) == (SUPPORT, stage.now)
