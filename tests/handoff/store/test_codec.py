"""Values survive the way to JSON and back, and what an older version wrote is still read."""

import json

import pytest

from handoff.content import Button, Content
from handoff.effects import Deliver
from handoff.envelope import CardCopy
from handoff.ids import Address
from handoff.ownership import Owner
from handoff.run import Awaits, Phase, Wait
from handoff.store import codec
from handoff.transcript import EntryKind
from tests import builders as make_a


def without(text: str, *names: str) -> str:
    """What a version that did not know these fields had written."""
    return json.dumps({name: value for name, value in json.loads(text).items() if name not in names})


def test_a_state_without_newer_fields_gets_their_defaults() -> None:
    state = make_a.conversation(owner=Owner.HUMAN, operator="kim", version=3)
    old = without(codec.dump_conversation(state), "memory", "thought", "tail", "told_off", "agent_on", "back")
    assert codec.load_conversation(old) == state


def test_a_state_with_unknown_fields_is_read_without_them() -> None:
    state = make_a.conversation()
    newer = json.dumps({**json.loads(codec.dump_conversation(state)), "mystery": 1})
    assert codec.load_conversation(newer) == state


def test_an_entry_without_newer_fields_gets_their_defaults() -> None:
    entry = make_a.entry(1, id="", content=Content(), kind=EntryKind.OWNER)
    old = without(codec.dump_entry(entry), "id", "content", "target", "data")
    assert codec.load_entry(old) == entry


def test_a_handoff_without_newer_fields_gets_their_defaults() -> None:
    handoff = make_a.handoff()
    old = without(codec.dump_handoff(handoff), "cards", "tried", "note", "ending", "snoozed")
    assert codec.load_handoff(old) == handoff


def test_a_card_that_knew_no_thread_has_none() -> None:
    handoff = make_a.handoff(cards=(CardCopy(Address("slack", "C1"), "ts"),))
    cards = [{"place": {"channel": "slack", "chat": "C1"}, "ref": "ts"}]
    old = json.dumps({**json.loads(codec.dump_handoff(handoff)), "cards": cards})
    assert codec.load_handoff(old) == handoff


def test_a_cards_thread_is_kept_and_its_address_is_not_stored_twice() -> None:
    card = CardCopy(Address("slack", "C1"), "ts", thread="C1/ts")
    text = codec.dump_handoff(make_a.handoff(cards=(card,)))
    assert codec.load_handoff(text).cards[0].desk == Address("slack", "C1/ts")
    assert "desk" not in json.loads(text)["cards"][0]


def test_a_button_that_knew_no_page_has_none_and_one_that_has_keeps_it() -> None:
    plain, link = Button("Yes", "say:yes"), Button("Open", "", url="https://desk.example/c1")
    text = codec.dump_entry(make_a.entry(1, content=Content("hi", (plain, link))))
    assert codec.load_entry(text).content.buttons == (plain, link)
    old = text.replace(',"url":""', "")
    assert old != text
    assert codec.load_entry(old).content.buttons == (plain, link)


def test_an_approval_comes_back_whole() -> None:
    approval = make_a.approval(expires=99.0)
    assert codec.load_approval(codec.dump_approval(approval)) == approval


@pytest.mark.parametrize(
    "value", [None, True, 0, -1.5, 2**70, "", "0 or True", [], [1, ["a", None]], {}, {"a b": {"ü": [False]}}]
)
def test_a_run_keeps_any_json_in_its_variables_and_its_waits_notes(value: object) -> None:
    wait = Wait(Awaits.WORDS, due=9.0, notes={"code": value})
    run = make_a.run(phase=Phase.WAITING, variables={"order": value}, wait=wait, path=("a", "b"))
    assert codec.load_run(codec.dump_run(run)) == run
    state = make_a.conversation(runs=(run,), tags=("Needs human",))
    assert codec.load_conversation(codec.dump_conversation(state)) == state


def test_a_run_without_newer_fields_gets_their_defaults() -> None:
    run = make_a.run()
    old = without(codec.dump_run(run), "front", "path", "error", "wait", "visit")
    assert codec.load_run(old) == run


def test_a_state_that_knew_no_runs_and_no_tags_has_none() -> None:
    state = make_a.conversation()
    assert codec.load_conversation(without(codec.dump_conversation(state), "runs", "tags")) == state


def test_the_kind_tells_effects_apart() -> None:
    assert json.loads(codec.dump_effect(Deliver(1)))["kind"] == "deliver"
    with pytest.raises(ValueError, match="kind"):
        codec.load_effect('{"kind": "explode", "seq": 1}')


def test_an_address_keeps_its_colons() -> None:
    state = make_a.conversation(variables={"at": "x"})
    contact = type(state.contact)(Address("slack", "C1:2:3"), "Ana")
    text = codec.dump_conversation(make_a.conversation(contact=contact))
    assert codec.load_conversation(text).contact == contact
