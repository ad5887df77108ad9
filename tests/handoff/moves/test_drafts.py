"""Drafts are notes: ordered by who could send them, kept in one thread, and never said by themselves."""

from handoff.effects import Deliver, Relay, WriteDraft
from handoff.events import (
    DraftAsked,
    DraftDropped,
    Drafted,
    DraftFailed,
    OperatorResolved,
)
from handoff.moves.drafts import OFF, OVER
from handoff.moves.operator import STRANGER
from handoff.policy import Assistance
from handoff.transcript import AuthorKind, EntryKind
from tests.handoff.stage import ANA, BEN, DESK, SECOND, SECOND_DESK, TEAM, Stage, support

DRAFTS = Assistance(drafts=True)


def desk(stage: Stage) -> Stage:
    stage.escalate_with_threads(TEAM, SECOND)
    return stage


def test_a_draft_is_ordered_for_the_thread_it_was_asked_in() -> None:
    stage = desk(Stage(assist=DRAFTS))
    stage.happen(DraftAsked(ANA, DESK, "be kind"))
    assert stage.last.effects == (WriteDraft(DESK, "be kind"),)
    assert not stage.last.entries


def test_without_a_model_nothing_is_ordered() -> None:
    stage = desk(Stage())
    assert stage.happen(DraftAsked(ANA, DESK)) == OFF
    assert not stage.last.effects


def test_only_who_could_send_it_may_ask_for_one() -> None:
    stage = desk(Stage(support(operators=frozenset({ANA.operator})), assist=DRAFTS))
    assert stage.happen(DraftAsked(BEN, DESK)) == STRANGER


def test_after_the_handoff_none_is_written() -> None:
    stage = desk(Stage(assist=DRAFTS))
    stage.happen(OperatorResolved(ANA))
    assert stage.happen(DraftAsked(ANA, DESK)) == OVER
    stage.happen(Drafted(DESK, "Dear Eve", 1))
    stage.happen(DraftFailed(DESK, "It is busy."))
    assert not stage.last.entries


def test_it_is_a_note_that_one_thread_shows_and_nobody_delivers() -> None:
    stage = desk(Stage(assist=DRAFTS))
    stage.happen(Drafted(DESK, "Dear Eve", stage.state.said))
    (entry,) = stage.last.entries
    assert (entry.kind, entry.author.kind, entry.data["late"]) == (EntryKind.NOTE, AuthorKind.AGENT, False)
    assert stage.last.effects == (Relay(entry.seq, DESK),)


def test_one_that_the_contact_overtook_says_so() -> None:
    stage = desk(Stage(assist=DRAFTS))
    upto = stage.state.said
    stage.say("and another thing")
    stage.happen(Drafted(DESK, "Dear Eve", upto))
    assert stage.last.entries[0].data["late"]


def test_a_failure_is_said_where_it_was_asked_for() -> None:
    stage = desk(Stage(assist=DRAFTS))
    stage.happen(DraftFailed(SECOND_DESK, "It is busy."))
    assert [effect.thread for effect in stage.ordered(Relay)] == [SECOND_DESK]


def test_a_discarded_draft_is_taken_back_in_its_thread_alone() -> None:
    stage = desk(Stage(assist=DRAFTS))
    stage.happen(Drafted(DESK, "Dear Eve", 1))
    seq = stage.state.seq
    stage.happen(DraftDropped(ANA, seq, DESK))
    assert (stage.last.entries[0].kind, stage.last.entries[0].target) == (EntryKind.DELETE, seq)
    assert not stage.ordered(Deliver)
    assert [effect.thread for effect in stage.ordered(Relay)] == [DESK]
