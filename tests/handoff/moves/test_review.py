"""A reviewer's press: decided once, by somebody who is listed."""

from dataclasses import replace

from handoff.approvals import Ruling
from handoff.events import Actor, ReviewerDecided
from handoff.ids import ApprovalId, OperatorName
from handoff.moves.review import UNKNOWN
from handoff.outcome import Done, Lost, Refused
from handoff.transcript import EntryKind
from tests.builders import approval
from tests.handoff.stage import ANA, Stage

KIM, LEE = (Actor(OperatorName(name), name.title()) for name in ("kim", "lee"))
ONE, TWO = approval("p1"), approval("p2")


def stage_with_two() -> Stage:
    stage = Stage()
    stage.state = replace(stage.state, approvals=(ONE, TWO))
    return stage


def test_the_first_press_decides_is_filed_and_is_written_down() -> None:
    stage = stage_with_two()
    assert stage.happen(ReviewerDecided(KIM, ONE.id, Ruling.APPROVED, "fine")) == Done()
    (filed,) = stage.last.approvals
    assert (filed.ruling, filed.by, filed.at, filed.reason) == (Ruling.APPROVED, "kim", stage.now, "fine")
    assert stage.state.approvals == (filed, TWO)
    assert [entry.kind for entry in stage.last.entries] == [EntryKind.EVENT]


def test_the_second_press_is_told_who_won_and_how() -> None:
    stage = stage_with_two()
    stage.happen(ReviewerDecided(KIM, ONE.id, Ruling.APPROVED))
    at = stage.now
    stage.later(9)
    outcome = stage.happen(ReviewerDecided(LEE, ONE.id, Ruling.REJECTED))
    assert outcome == Lost("already_decided", "kim", at, Ruling.APPROVED)
    assert stage.last.approvals == ()


def test_somebody_who_is_not_listed_changes_nothing() -> None:
    stage = stage_with_two()
    assert isinstance(stage.happen(ReviewerDecided(ANA, ONE.id, Ruling.APPROVED)), Refused)
    assert stage.state.approvals == (ONE, TWO)


def test_a_question_nobody_asked_is_unknown() -> None:
    assert Stage().happen(ReviewerDecided(KIM, ApprovalId("nope"), Ruling.APPROVED)) == UNKNOWN
