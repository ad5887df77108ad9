"""Where a queue hides its people, the contact never reads the operator's own name."""

from typing import Any

import pytest

from handoff.effects import Timer
from handoff.events import OperatorResolved, OperatorReturned, OperatorTransferred
from handoff.transcript import EntryKind
from tests.handoff.stage import ANA, BEN, SALES, Stage, sales, support

TEAM_NAME = "The shop"


def hidden() -> Stage:
    stage = Stage(support(shown_as=TEAM_NAME), sales())
    stage.escalate_with_threads()
    return stage


def read_by_contact(stage: Stage) -> str:
    """Return every word the contact ever read, and who it said wrote it."""
    messages = [entry for entry in stage.entries if entry.kind is EntryKind.MESSAGE]
    return "\n".join(f"{entry.author.name}: {entry.content.text}" for entry in messages)


@pytest.mark.parametrize(
    "last",
    [
        lambda stage: stage.reply("I am here"),
        lambda stage: stage.write("I am here"),
        lambda stage: stage.happen(OperatorReturned(ANA, "a note by Ana")),
        lambda stage: stage.happen(OperatorResolved(ANA)),
        lambda stage: stage.happen(OperatorTransferred(ANA, operator=BEN)),
        lambda stage: stage.happen(OperatorTransferred(ANA, queue=SALES)),
        lambda stage: (stage.say("hello?"), stage.fire(Timer.SILENCE)),
    ],
    ids=["reply", "thread", "return", "resolve", "assign", "transfer", "silence"],
)
def test_whatever_the_operator_does_the_contact_reads_the_queues_name(last: Any) -> None:
    stage = hidden()
    stage.take(ANA)
    assert stage.told == [f"{TEAM_NAME} joined the conversation"]
    assert stage.state.operator_shown == TEAM_NAME
    last(stage)
    assert "Ana" not in read_by_contact(stage)
    assert "Ben" not in read_by_contact(stage)


def test_the_team_reads_who_it_really_is() -> None:
    stage = hidden()
    stage.take(ANA)
    stage.write("only for us", BEN)
    assert stage.last.entries[0].author.name == "Ben"
    assert (stage.state.operator_name, stage.handoff.by) == ("Ana", "Ana")
    stage.write("I am here")
    assert stage.last.entries[0].author.operator == "ana"


def test_the_name_is_shown_again_once_a_queue_that_shows_it_has_it() -> None:
    stage = hidden()
    stage.take(ANA)
    stage.happen(OperatorTransferred(ANA, queue=SALES))
    assert stage.state.operator_shown == ""
    stage.take(BEN)
    assert stage.told == ["Ben joined the conversation"]


def test_the_next_owner_of_the_same_queue_is_hidden_as_well() -> None:
    stage = hidden()
    stage.take(ANA)
    stage.happen(OperatorTransferred(ANA, operator=BEN))
    assert (stage.state.operator_name, stage.state.operator_shown) == ("Ben", TEAM_NAME)
