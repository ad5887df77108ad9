"""What plain text in a desk thread becomes: a reply, a note, or a note that asks to be sent (law 5)."""

from dataclasses import replace

import pytest

from handoff.content import Content
from handoff.effects import Deliver
from handoff.events import Actor, OperatorResolved, OperatorReturned, OperatorTransferred
from handoff.ids import OperatorName
from handoff.outcome import Became, Done, Outcome
from handoff.ownership import Owner
from handoff.policy import Relay
from handoff.transcript import EntryKind, Origin, origin
from tests.handoff.stage import ANA, BEN, HERE, SALES, SECOND_DESK, Stage, sales, support

ZOE = Actor(OperatorName("slack:U9"), "Zoe", "slack", frozenset({"slack-group:S1"}), guest=True)


def waiting(**queue: object) -> Stage:
    """A conversation that waits, with a desk thread in the team's place."""
    stage = Stage(support(**queue), sales())
    stage.escalate_with_threads()
    return stage


def taken(**queue: object) -> Stage:
    """The same, once Ana has it."""
    stage = waiting(**queue)
    stage.take(ANA)
    return stage


def became(outcome: Outcome) -> Became:
    assert isinstance(outcome, Done)
    return outcome.became


# ── the owner ────────────────────────────────────────────────────────────────────────────────────


def test_the_owners_plain_text_goes_to_the_contact() -> None:
    stage = taken()
    outcome = stage.write("Hello, Ana here")
    (entry,) = stage.last.entries
    assert outcome == Done(entry.seq, Became.REPLY)
    assert (entry.kind, entry.content, origin(entry)) == (EntryKind.MESSAGE, Content("Hello, Ana here"), HERE)
    assert stage.ordered(Deliver) == [Deliver(entry.seq)]


def test_the_owners_text_is_named_by_where_it_stands_so_that_two_threads_never_clash() -> None:
    stage = taken()
    stage.write("one")
    first = stage.last.entries[0].id
    stage.write("two", origin=Origin(SECOND_DESK, HERE.ref))
    assert first != stage.last.entries[0].id


def test_anybody_elses_text_is_a_note() -> None:
    stage = taken()
    outcome = stage.write("I know this one", BEN)
    (entry,) = stage.last.entries
    assert outcome == Done(entry.seq, Became.NOTE)
    assert (entry.kind, entry.author.operator, stage.ordered(Deliver)) == (EntryKind.NOTE, "ben", [])


def test_what_the_owner_quotes_is_quoted_to_the_contact() -> None:
    stage = taken()
    stage.write("That one, yes", reply_to=1)
    assert stage.last.entries[0].target == 1


def test_after_a_transfer_the_old_owners_text_is_a_note_and_the_new_ones_goes_out() -> None:
    stage = taken()
    stage.happen(OperatorTransferred(ANA, operator=BEN))
    assert became(stage.write("still me?", ANA)) is Became.NOTE
    assert became(stage.write("now me", BEN)) is Became.REPLY


def test_who_was_given_it_from_another_queue_replies_like_any_owner() -> None:
    stage = taken(operators=frozenset({ANA.operator}))
    stage.happen(OperatorTransferred(ANA, operator=BEN))
    assert became(stage.write("hello", BEN)) is Became.REPLY


# ── the explicit mode ────────────────────────────────────────────────────────────────────────────


def test_in_the_explicit_mode_the_owners_plain_text_is_a_note() -> None:
    stage = taken(relay=Relay.EXPLICIT)
    assert became(stage.write("thinking aloud")) is Became.NOTE
    assert stage.ordered(Deliver) == []


def test_in_the_explicit_mode_a_reply_to_a_relayed_message_goes_out() -> None:
    stage = taken(relay=Relay.EXPLICIT)
    assert became(stage.write("this is for you", reply_to=1)) is Became.REPLY


def test_in_the_explicit_mode_somebody_elses_reply_to_a_relayed_message_is_a_note() -> None:
    stage = taken(relay=Relay.EXPLICIT)
    assert became(stage.write("she means the other one", BEN, reply_to=1)) is Became.NOTE


def test_the_mode_is_that_of_the_queue_which_has_the_handoff_now() -> None:
    stage = Stage(support(), sales(relay=Relay.EXPLICIT))
    stage.escalate_with_threads()
    stage.happen(OperatorTransferred(ANA, queue=SALES))
    stage.take(ANA)
    assert became(stage.write("plain")) is Became.NOTE


# ── nobody has it ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("relay", Relay)
@pytest.mark.parametrize("reply_to", [None, 1])
def test_text_in_an_unclaimed_thread_is_held_and_takes_nothing(relay: Relay, reply_to: int | None) -> None:
    stage = waiting(relay=relay)
    outcome = stage.write("Hello!", reply_to=reply_to)
    (entry,) = stage.last.entries
    assert outcome == Done(entry.seq, Became.HELD)
    assert (entry.kind, entry.data["held"], stage.ordered(Deliver)) == (EntryKind.NOTE, True, [])
    assert stage.state.owner is Owner.WAITING


def test_text_in_a_thread_whose_contact_is_with_the_agent_again_is_held() -> None:
    stage = taken()
    stage.happen(OperatorReturned(ANA))
    assert became(stage.write("one more thing")) is Became.HELD
    assert stage.state.owner is Owner.AGENT


def test_a_stranger_of_the_queue_is_not_asked_whether_to_take_it() -> None:
    stage = waiting(operators=frozenset({ANA.operator}))
    assert became(stage.write("looks easy", BEN)) is Became.NOTE


def test_a_guest_is_asked_where_the_queue_lists_the_group_and_only_there() -> None:
    assert became(waiting(groups=ZOE.groups).write("hi", ZOE)) is Became.HELD
    assert became(waiting().write("hi", ZOE)) is Became.NOTE


def test_a_guest_who_took_it_talks_to_the_contact() -> None:
    stage = waiting(groups=ZOE.groups)
    stage.take(ZOE)
    assert stage.told == ["Zoe joined the conversation"]
    assert became(stage.write("hi", ZOE)) is Became.REPLY


def test_text_in_a_closed_conversations_thread_is_a_note() -> None:
    stage = taken()
    stage.happen(OperatorResolved(ANA))
    assert became(stage.write("for the record")) is Became.NOTE
    assert (stage.state.owner, stage.last.effects) == (Owner.CLOSED, ())


def test_while_a_workflow_has_it_text_is_held() -> None:
    stage = Stage()
    stage.say("hello")
    stage.state = replace(stage.state, owner=Owner.AUTOMATION, asked=False)
    assert became(stage.write("may I?")) is Became.HELD
