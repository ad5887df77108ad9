"""A reviewer's press: decided once, by somebody who is listed."""

from dataclasses import replace
from typing import Any

import pytest

from handoff.approvals import Ruling
from handoff.effects import AskReviewers, EditQuestion, EndApproval
from handoff.envelope import CardCopy
from handoff.events import (
    Actor,
    ApprovalAsked,
    ApprovalDue,
    ApprovalWithdrawn,
    QuestionPosted,
    QuestionRefused,
    ReviewerDecided,
)
from handoff.ids import ApprovalId, OperatorName
from handoff.moves.review import KEPT, NOBODY, SETTLED, UNKNOWN
from handoff.outcome import Done, Lost, Refused
from handoff.policy import Queue
from handoff.transcript import EntryKind
from tests.builders import approval
from tests.handoff.stage import ANA, SECOND, SUPPORT, TEAM, Stage

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
    assert (filed.ruling, filed.by, filed.at, filed.reason) == (Ruling.APPROVED, "Kim", stage.now, "fine")
    assert stage.state.approvals == (filed, TWO)
    assert [entry.kind for entry in stage.last.entries] == [EntryKind.EVENT]


def test_the_second_press_is_told_who_won_and_how() -> None:
    stage = stage_with_two()
    stage.happen(ReviewerDecided(KIM, ONE.id, Ruling.APPROVED))
    at = stage.now
    stage.later(9)
    outcome = stage.happen(ReviewerDecided(LEE, ONE.id, Ruling.REJECTED))
    assert outcome == Lost("already_decided", "Kim", at, Ruling.APPROVED)
    assert stage.last.approvals == ()


def test_somebody_who_is_not_listed_changes_nothing() -> None:
    stage = stage_with_two()
    assert isinstance(stage.happen(ReviewerDecided(ANA, ONE.id, Ruling.APPROVED)), Refused)
    assert stage.state.approvals == (ONE, TWO)


def test_a_question_nobody_asked_is_unknown() -> None:
    assert Stage().happen(ReviewerDecided(KIM, ApprovalId("nope"), Ruling.APPROVED)) == UNKNOWN


# ── asking ───────────────────────────────────────────────────────────────────────────────────────


def reviewed(**changes: Any) -> Stage:
    """A stage whose queue is told in two places and lists Kim as its reviewer."""
    return Stage(Queue(SUPPORT, (TEAM, SECOND), reviewers=frozenset({KIM.operator}), **changes))


def ask(stage: Stage, id: str = "q1", **changes: Any) -> ApprovalId:
    approval = ApprovalId(id)
    assert isinstance(stage.happen(ApprovalAsked(approval, "Refund 40 euros?", **changes)), Done)
    return approval


def test_a_question_is_put_to_every_place_of_the_queue_and_ends_in_time() -> None:
    stage = reviewed()
    id = ask(stage, expires=5000.0)
    assert stage.last.effects == (
        AskReviewers(id, TEAM),
        AskReviewers(id, SECOND),
        EndApproval(id, 5000.0),
    )
    (filed,) = stage.last.approvals
    assert (filed.ruling, filed.reviewers, filed.asked) == (
        Ruling.PENDING,
        frozenset({KIM.operator}),
        stage.now,
    )


def test_the_same_question_again_is_not_asked_again() -> None:
    stage = reviewed()
    ask(stage)
    ask(stage)
    assert (stage.last.effects, stage.last.approvals, len(stage.state.approvals)) == ((), (), 1)


def test_where_no_reviewer_is_listed_nobody_is_asked() -> None:
    """Law 7: an empty list is nobody, never anybody."""
    stage = Stage()
    assert stage.happen(ApprovalAsked(ApprovalId("q1"), "Refund?")) == NOBODY
    assert (stage.state.approvals, stage.last.effects) == ((), ())


def test_a_group_of_reviewers_alone_is_a_list_too() -> None:
    stage = Stage(Queue(SUPPORT, (TEAM,), reviewer_groups=frozenset({"slack-group:S1"})))
    id = ask(stage)
    member = Actor(OperatorName("slack:U9"), "Zoe", "slack", frozenset({"slack-group:S1"}), guest=True)
    assert stage.happen(ReviewerDecided(member, id, Ruling.REJECTED)) == Done()
    assert stage.state.approvals[0].by == "Zoe"


def test_a_decision_redraws_every_place_that_shows_the_question() -> None:
    stage = reviewed()
    id = ask(stage)
    stage.happen(QuestionPosted(id, TEAM, "r1"))
    stage.happen(QuestionRefused(id, SECOND, "gone"))
    stage.happen(ReviewerDecided(KIM, id, Ruling.APPROVED))
    assert stage.ordered(EditQuestion) == [EditQuestion(id, TEAM, "r1")]
    assert set(stage.state.approvals[0].cards) == {CardCopy(TEAM, "r1"), CardCopy(SECOND, error="gone")}


def test_a_question_that_was_answered_before_it_was_posted_is_redrawn_at_once() -> None:
    stage = reviewed()
    id = ask(stage)
    stage.happen(ReviewerDecided(KIM, id, Ruling.REJECTED))
    stage.happen(QuestionPosted(id, TEAM, "r1"))
    assert stage.ordered(EditQuestion) == [EditQuestion(id, TEAM, "r1")]


@pytest.mark.parametrize(
    ("ends", "ruling"), [(ApprovalDue, Ruling.EXPIRED), (ApprovalWithdrawn, Ruling.CANCELLED)]
)
def test_what_was_not_decided_in_time_or_is_withdrawn_ends_as_that(ends: Any, ruling: Ruling) -> None:
    """Law 8."""
    stage = reviewed()
    id = ask(stage)
    stage.happen(ends(id))
    at = stage.now
    assert stage.state.approvals[0].ruling is ruling
    outcome = stage.happen(ReviewerDecided(KIM, id, Ruling.APPROVED))
    assert outcome == Lost("already_decided", "system", at, ruling)
    assert stage.happen(ends(id)) == SETTLED


def test_a_press_after_its_time_decides_nothing_though_its_timer_did_not_run() -> None:
    """Law 7: the bot was away when the time ran out, and the press waited longer for us than the timer."""
    stage = reviewed()
    id = ask(stage, expires=stage.now + 60)
    stage.later(60)
    outcome = stage.happen(ReviewerDecided(KIM, id, Ruling.APPROVED))
    assert outcome == Lost("already_decided", "system", stage.now, Ruling.EXPIRED)
    (filed,) = stage.last.approvals
    assert (filed.ruling, stage.happen(ApprovalDue(id))) == (Ruling.EXPIRED, SETTLED)


@pytest.mark.parametrize(
    "event",
    [
        ApprovalDue(ApprovalId("nope")),
        ApprovalWithdrawn(ApprovalId("nope")),
        QuestionPosted(ApprovalId("nope"), TEAM, "r1"),
        QuestionRefused(ApprovalId("nope"), TEAM, "gone"),
    ],
)
def test_whatever_becomes_of_a_question_nobody_asked_is_nothing(event: Any) -> None:
    stage = Stage()
    assert stage.happen(event) == UNKNOWN
    assert stage.last.entries == ()


def test_the_oldest_settled_questions_leave_the_state_and_no_open_one_does() -> None:
    stage = reviewed()
    open_one = ask(stage, "open")
    for number in range(KEPT + 10):
        id = ask(stage, f"q{number}")
        stage.happen(ReviewerDecided(KIM, id, Ruling.APPROVED))
    kept = [one.id for one in stage.state.approvals]
    assert (kept[0], len(kept)) == (open_one, KEPT + 2)
