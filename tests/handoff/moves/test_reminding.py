"""A question that nobody answers: its reviewers are reminded, and in the end others are asked as well."""

from typing import Any

import pytest

from handoff.approvals import ForTool, Ruling
from handoff.effects import AskReviewers, EditQuestion, Nudge, RemindReviewers
from handoff.envelope import CardCopy
from handoff.events import (
    Actor,
    ApprovalAsked,
    ApprovalReminder,
    ApprovalWithdrawn,
    QuestionPosted,
    ReviewerDecided,
)
from handoff.ids import Address, ApprovalId, OperatorName, QueueName
from handoff.moves.review import SETTLED, UNKNOWN
from handoff.outcome import Done, Refused
from handoff.policy import Queue
from handoff.texts import Texts
from tests.handoff.stage import SALES, SECOND, SUPPORT, TEAM, Stage

ID = ApprovalId("q1")
KIM, LEE = (Actor(OperatorName(name), name.title()) for name in ("kim", "lee"))
BOARD, THIRD = QueueName("board"), Address("fake", "third")
PURPOSE = ForTool("stripe__create_refund", "{}", "k1")


def asked(**changes: Any) -> Stage:
    """A question in support, where Kim decides; sales is next, where Lee does, and then the board."""
    terms: dict[str, Any] = {"remind_every": 100.0, "decide_escalate_to": SALES, **changes}
    stage = Stage(
        Queue(SUPPORT, (TEAM,), reviewers=frozenset({KIM.operator}), **terms),
        Queue(
            SALES,
            (TEAM, SECOND),
            reviewers=frozenset({LEE.operator}),
            reviewer_groups=frozenset({"slack-group:S1"}),
            decide_escalate_to=BOARD,
        ),
        Queue(BOARD, (THIRD,), reviewers=frozenset({OperatorName("max")}), decide_escalate_to=SUPPORT),
    )
    stage.happen(ApprovalAsked(ID, "Refund 40 euros?", purpose=PURPOSE))
    stage.happen(QuestionPosted(ID, TEAM, "r1"))
    return stage


def remind(stage: Stage) -> None:
    stage.later(100)
    assert stage.happen(ApprovalReminder(ID)) == Done()


def test_each_place_that_shows_it_is_reminded_and_the_next_reminder_is_set() -> None:
    stage = asked(decide_escalate_to=None)
    remind(stage)
    assert stage.last.effects == (Nudge(ID, TEAM, 1), RemindReviewers(ID, stage.now + 100))
    remind(stage)
    assert stage.last.effects[0] == Nudge(ID, TEAM, 2)
    assert stage.state.approvals[0].reminded == 2


def test_what_the_contact_wrote_meanwhile_is_on_every_card_with_the_reminder() -> None:
    stage = asked(decide_escalate_to=None)
    stage.say("never mind, I found it")
    assert stage.ordered(EditQuestion) == [], "not with every message: platforms count edits"
    remind(stage)
    assert stage.ordered(EditQuestion) == [EditQuestion(ID, TEAM, "r1")]
    assert [line.text for line in stage.state.approvals[0].lines] == ["never mind, I found it"]
    remind(stage)
    assert stage.ordered(EditQuestion) == []


def test_a_place_without_a_card_is_not_reminded_of_it() -> None:
    stage = Stage(Queue(SUPPORT, (TEAM,), reviewers=frozenset({KIM.operator}), remind_every=100.0))
    stage.happen(ApprovalAsked(ID, "Refund?"))
    remind(stage)
    assert stage.ordered(Nudge) == []


def test_with_the_first_reminder_the_next_queue_is_asked_as_well() -> None:
    stage = asked()
    remind(stage)
    assert stage.ordered(AskReviewers) == [AskReviewers(ID, SECOND)], "the other place has its card"
    assert stage.ordered(EditQuestion) == [EditQuestion(ID, TEAM, "r1")]
    (now,) = stage.state.approvals
    assert (now.queues, now.queue) == ((SUPPORT, SALES), SUPPORT)
    assert now.reviewers == {KIM.operator, LEE.operator}
    assert now.groups == {"slack-group:S1"}
    assert now.cards == (CardCopy(TEAM, "r1"), CardCopy(SECOND))
    assert stage.happen(ReviewerDecided(LEE, ID, Ruling.APPROVED)) == Done()


def test_the_contact_hears_once_that_it_takes_longer() -> None:
    stage = asked()
    remind(stage)
    assert stage.told == [Texts().deciding_longer]
    remind(stage)
    assert stage.told == []


def test_each_further_reminder_brings_one_more_queue_and_none_twice() -> None:
    stage = asked()
    for _ in range(4):
        remind(stage)
    (now,) = stage.state.approvals
    assert now.queues == (SUPPORT, SALES, BOARD)
    assert [copy.place for copy in now.cards] == [TEAM, SECOND, THIRD]


def test_who_was_not_asked_yet_may_not_decide_yet() -> None:
    assert isinstance(asked().happen(ReviewerDecided(LEE, ID, Ruling.APPROVED)), Refused)


@pytest.mark.parametrize(
    "end", [ReviewerDecided(KIM, ID, Ruling.APPROVED), ApprovalWithdrawn(ID)], ids=["decided", "withdrawn"]
)
def test_what_is_settled_is_reminded_of_no_more(end: Any) -> None:
    stage = asked()
    stage.happen(end)
    assert (stage.happen(ApprovalReminder(ID)), stage.last.effects) == (SETTLED, ())


def test_after_its_time_nobody_is_reminded_any_more() -> None:
    stage = asked(decide_within=150.0)
    stage.later(150)
    assert (stage.happen(ApprovalReminder(ID)), stage.last.effects) == (SETTLED, ())


def test_a_question_nobody_asked_is_unknown() -> None:
    assert Stage().happen(ApprovalReminder(ID)) == UNKNOWN


def test_a_queue_that_wants_no_reminders_any_more_gets_none_after_this() -> None:
    stage = asked(decide_escalate_to=None)
    stage.policy = Stage(Queue(SUPPORT, (TEAM,), reviewers=frozenset({KIM.operator}))).policy
    remind(stage)
    assert stage.ordered(RemindReviewers) == []
