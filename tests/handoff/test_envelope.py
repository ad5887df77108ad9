"""What goes with a handoff: all the agent knew, as it was when it began."""

from handoff.answer import Step
from handoff.content import Content, Source
from handoff.events import ContactSaid, OperatorReturned
from handoff.labels import known_as
from handoff.moves.draft import CLIP, TAIL
from tests.handoff.stage import ANA, ID, Stage


def test_the_operator_gets_all_that_is_needed_to_go_on() -> None:
    stage = Stage(bot="Robin")
    stage.happen(ContactSaid("m1", Content("where is my order?"), name="Eve", variables={"order": 7}))
    read, did = (Source("Shipping"),), (Step("search", "order"),)
    stage.answer("On its way.", confidence=0.6, sources=read, steps=did)
    stage.say("a human please")
    envelope = stage.handoff.envelope
    assert envelope.contact == "Eve"
    assert [(line.who, line.text) for line in envelope.lines] == [
        ("Eve", "where is my order?"),
        ("Robin", "On its way."),
        ("Eve", "a human please"),
    ]
    assert envelope.summary == "Began with “where is my order?”, last said “a human please”"
    assert (envelope.variables, envelope.confidence) == ({"order": 7}, 0.6)
    assert (envelope.sources, envelope.steps) == (read, did)
    assert envelope.upto == stage.state.said


def test_a_contact_without_a_name_is_a_visitor_told_apart_by_the_conversation() -> None:
    stage = Stage()
    stage.say("a human please")
    assert stage.handoff.envelope.contact == known_as("", ID)
    assert stage.handoff.envelope.summary == "“a human please”"


def test_a_second_handoff_begins_where_the_first_ended() -> None:
    stage = Stage()
    stage.escalate()
    stage.take()
    stage.happen(OperatorReturned(ANA))
    back = stage.state.back
    stage.say("a human again")
    assert stage.handoff.envelope.since == back > 0


def test_it_stays_small_whatever_is_written() -> None:
    stage = Stage()
    for number in range(50):
        stage.say(f"{number} " + "x" * 10_000)
    stage.say("a human please")
    lines = stage.handoff.envelope.lines
    assert len(lines) == TAIL
    assert max(len(line.text) for line in lines) == CLIP + 1
    assert len(stage.handoff.envelope.summary) < 400


def test_what_the_bot_says_and_what_the_team_notes_are_not_the_contacts_lines() -> None:
    stage = Stage()
    stage.escalate()
    stage.take()
    assert [line.text for line in stage.state.tail] == ["a human please"]
