"""What belongs to the model's help survives the store, and its orders hold up nothing else."""

from dataclasses import replace

import pytest

from handoff.content import Content, File
from handoff.decision import Decision
from handoff.effects import Deliver, Effect, Summarize, Translate, TranslateReply, WriteDraft
from handoff.ids import Address, OperatorName, Ticket
from handoff.pending import Pending
from handoff.store import codec
from handoff.store.orders import rows
from handoff.transcript import Author, AuthorKind, Origin
from tests.builders import conversation, entry, handoff
from tests.handoff.store.test_codec import without

DESK = Address("slack", "C1/1.5")
ANA = Author(AuthorKind.HUMAN, "Ana", OperatorName("ana"))
EFFECTS: tuple[Effect, ...] = (
    Summarize(Ticket(1001)),
    WriteDraft(DESK, "be kind"),
    Translate(7, 3),
    TranslateReply(8),
)
WAITING = Pending(
    8,
    ANA,
    Content("Hello", files=(File("f1", "a.png", "image/png", 3),)),
    "m1",
    target=7,
    origin=Origin(DESK, "w1"),
    ready="Hallo",
)


def test_what_waits_survives_a_restart() -> None:
    changed = Pending(9, ANA, Content("x"), change=4)
    state = conversation(spoken="de", pending=(WAITING, changed), released=((1, 2),))
    assert codec.load_conversation(codec.dump_conversation(state)) == state


def test_a_state_and_a_handoff_of_an_older_version_have_none_of_it() -> None:
    state, ours = conversation(), handoff()
    old = without(codec.dump_conversation(state), "spoken", "pending", "released")
    assert codec.load_conversation(old) == state
    marked = replace(ours, envelope=replace(ours.envelope, summarized=True))
    assert codec.load_handoff(codec.dump_handoff(marked)) == marked
    assert not codec.load_handoff(codec.dump_handoff(ours)).envelope.summarized


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.kind)
def test_an_order_is_read_as_what_it_was(effect: Effect) -> None:
    assert codec.load_effect(codec.dump_effect(effect)) == effect


def test_no_order_waits_in_a_lane_of_another_kind_or_is_fenced() -> None:
    decision = Decision(conversation(), entries=(entry(3),), effects=(Deliver(3), *EFFECTS))
    made = rows(decision, pull=False, now=50.0)
    assert len({row.lane for row in made}) == len({row.id for row in made}) == len(made)
    assert {row.fence for row in made} == {None}


def test_the_same_words_can_be_sent_to_be_translated_again_after_a_change() -> None:
    first, second = (
        rows(Decision(conversation(version=version), effects=(TranslateReply(8),)), pull=True, now=50.0)[0]
        for version in (4, 5)
    )
    assert first.id != second.id
    assert first.lane == second.lane
