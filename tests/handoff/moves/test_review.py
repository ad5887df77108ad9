"""A reviewer's press: decided once, by somebody who is listed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.happenings import ALARMING, sentence
from handoff.approvals import ForTool, Purpose, Ruling
from handoff.effects import AskReviewers, CallTool, EditQuestion, EndApproval, RemindReviewers
from handoff.envelope import CardCopy
from handoff.events import (
    Actor,
    ApprovalAsked,
    ApprovalDue,
    ApprovalReminder,
    ApprovalWithdrawn,
    QuestionPosted,
    QuestionRefused,
    ReviewerDecided,
)
from handoff.ids import ApprovalId, OperatorName, QueueName
from handoff.moves.questions import KEPT, NOBODY, NOBODY_ELSE, TOO_FEW
from handoff.moves.review import SETTLED, UNKNOWN
from handoff.outcome import Done, Lost, Refused
from handoff.policy import Queue
from handoff.texts import Texts
from handoff.transcript import EntryKind
from tests.builders import approval
from tests.handoff.stage import ANA, BEN, SALES, SECOND, SUPPORT, TEAM, Stage, support

KIM, LEE = (Actor(OperatorName(name), name.title()) for name in ("kim", "lee"))
ONE, TWO = approval("p1"), approval("p2")
PURPOSE = ForTool("stripe__create_refund", "{}", "k1")


class Later:
    """Hours that begin at a moment."""

    def __init__(self, opens: float) -> None:
        self._opens = opens

    def is_open(self, now: float) -> bool:
        return now >= self._opens

    def opens(self, now: float) -> float:
        return max(now, self._opens)

    def local(self, at: float) -> datetime:
        return datetime.fromtimestamp(at, UTC)


def stage_with_two() -> Stage:
    stage = Stage(support(reviewers=ONE.reviewers))
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


def test_a_late_press_on_a_question_that_left_the_state_is_told_who_decided() -> None:
    stage = reviewed()
    first = ask(stage, "first")
    stage.happen(ReviewerDecided(KIM, first, Ruling.APPROVED))
    (stored,) = stage.last.approvals
    for number in range(KEPT + 2):
        stage.happen(ReviewerDecided(KIM, ask(stage, f"q{number}"), Ruling.APPROVED))
    assert stage.happen(ReviewerDecided(LEE, first, Ruling.REJECTED)) == UNKNOWN
    late = stage.happen(ReviewerDecided(LEE, first, Ruling.REJECTED, stored=stored))
    assert late == Lost("already_decided", "Kim", stored.at or 0.0, Ruling.APPROVED)
    assert (stage.last.entries, stage.last.effects, stage.last.approvals) == ((), (), ())


def test_a_pending_question_of_nobody_here_is_not_decided_here() -> None:
    stage, other = reviewed(), reviewed()
    ask(other, "theirs")
    (stored,) = other.last.approvals
    assert stage.happen(ReviewerDecided(KIM, stored.id, Ruling.APPROVED, stored=stored)) == UNKNOWN


# ── what the question takes along ────────────────────────────────────────────────────────────────


def test_the_question_takes_its_queues_terms_and_the_last_words_along() -> None:
    stage = reviewed(needed=2, decide_within=600.0, remind_every=100.0)
    for text in ("one", "two", "three", "four", "five"):
        stage.say(text)
    id = ask(stage, label="Refund", draft="Hello.", barred=frozenset({ANA.operator}), purpose=PURPOSE)
    (filed,) = stage.last.approvals
    assert [line.text for line in filed.lines] == ["two", "three", "four", "five"]
    assert (filed.needed, filed.expires, filed.queues) == (2, stage.now + 600, (SUPPORT,))
    assert (filed.label, filed.draft, filed.text, filed.barred) == (
        "Refund",
        "Hello.",
        "Hello.",
        frozenset({ANA.operator}),
    )
    assert stage.last.effects[-2:] == (
        EndApproval(id, stage.now + 600),
        RemindReviewers(id, stage.now + 100),
    )


def test_its_own_end_wins_over_the_queues() -> None:
    stage = reviewed(decide_within=600.0)
    ask(stage, expires=5000.0)
    assert stage.state.approvals[0].expires == 5000.0


def test_its_time_begins_when_the_queue_opens() -> None:
    stage = reviewed(decide_within=600.0, remind_every=100.0, hours=Later(9000.0))
    id = ask(stage)
    assert stage.state.approvals[0].expires == 9600.0
    assert stage.ordered(RemindReviewers) == [RemindReviewers(id, 9000.0)]


def test_no_reminder_is_set_for_after_the_end() -> None:
    stage = reviewed(decide_within=100.0, remind_every=100.0)
    ask(stage)
    assert stage.ordered(RemindReviewers) == []


def test_where_only_the_one_who_asked_could_decide_there_is_no_question() -> None:
    """Law 7."""
    stage = reviewed()
    outcome = stage.happen(ApprovalAsked(ApprovalId("q1"), "Access?", barred=frozenset({KIM.operator})))
    assert (outcome, stage.state.approvals) == (NOBODY_ELSE, ())


def test_where_too_few_are_left_without_the_one_who_asked_there_is_no_question() -> None:
    """It could never be approved."""
    stage = Stage(Queue(SUPPORT, (TEAM,), reviewers=frozenset({KIM.operator, LEE.operator}), needed=2))
    outcome = stage.happen(ApprovalAsked(ApprovalId("q1"), "Access?", barred=frozenset({KIM.operator})))
    assert (outcome, stage.state.approvals) == (TOO_FEW, ())


# ── votes ────────────────────────────────────────────────────────────────────────────────────────


def both(**changes: Any) -> Stage:
    """A stage whose queue lists Kim and Lee, and needs both."""
    reviewers = frozenset({KIM.operator, LEE.operator})
    return Stage(Queue(SUPPORT, (TEAM,), reviewers=reviewers, needed=2, **changes))


def test_a_vote_that_is_not_enough_is_kept_redraws_the_cards_and_does_nothing_else() -> None:
    stage = both()
    id = ask(stage, purpose=PURPOSE)
    stage.happen(QuestionPosted(id, TEAM, "r1"))
    outcome = stage.happen(ReviewerDecided(KIM, id, Ruling.APPROVED, "fine"))
    assert outcome == Done(text="1 of 2")
    assert stage.last.effects == (EditQuestion(id, TEAM, "r1"),)
    (filed,) = stage.last.approvals
    assert (filed.ruling, [(vote.name, vote.reason) for vote in filed.votes]) == (
        Ruling.PENDING,
        [("Kim", "fine")],
    )
    assert [sentence(entry) for entry in stage.last.entries] == ["Kim approved the request: 1 of 2"]


def test_one_rejection_is_enough_though_two_must_approve() -> None:
    stage = both()
    id = ask(stage)
    stage.happen(ReviewerDecided(KIM, id, Ruling.APPROVED))
    assert stage.happen(ReviewerDecided(LEE, id, Ruling.REJECTED, "no")) == Done()
    assert (stage.state.approvals[0].ruling, stage.state.approvals[0].by) == (Ruling.REJECTED, "Lee")


def test_one_that_was_voted_on_before_it_was_posted_is_redrawn_at_once() -> None:
    stage = both()
    id = ask(stage)
    stage.happen(ReviewerDecided(KIM, id, Ruling.APPROVED))
    stage.happen(QuestionPosted(id, TEAM, "r1"))
    assert stage.ordered(EditQuestion) == [EditQuestion(id, TEAM, "r1")]


# ── what the contact hears ───────────────────────────────────────────────────────────────────────


def test_the_contact_hears_that_somebody_decides_once_the_first_place_shows_it() -> None:
    """Law 4."""
    stage = reviewed()
    id = ask(stage, purpose=PURPOSE)
    assert stage.told == []
    stage.happen(QuestionRefused(id, TEAM, "gone"))
    assert stage.told == []
    stage.happen(QuestionPosted(id, SECOND, "r2"))
    assert stage.told == [Texts().deciding]
    stage.happen(QuestionPosted(id, TEAM, "r1"))
    assert stage.told == []


def test_where_no_place_shows_it_the_contact_hears_the_truth_and_the_team_is_alarmed() -> None:
    stage = reviewed()
    id = ask(stage, purpose=PURPOSE)
    stage.happen(QuestionRefused(id, TEAM, "gone"))
    stage.happen(QuestionRefused(id, SECOND, "gone"))
    assert stage.told == [Texts().deciding_unreachable]
    assert "reviewers not reached" in {entry.content.text for entry in stage.last.entries}
    assert "reviewers not reached" in ALARMING
    assert stage.state.approvals[0].ruling is Ruling.PENDING, "it still stands in the inbox"


def test_a_queue_that_is_told_nowhere_alarms_at_once() -> None:
    stage = Stage(Queue(SUPPORT, (), reviewers=frozenset({KIM.operator})))
    ask(stage, purpose=PURPOSE)
    assert stage.told == [Texts().deciding_unreachable]


@pytest.mark.parametrize("purpose", [PURPOSE, None])
def test_while_a_person_has_the_conversation_or_nothing_waits_the_contact_hears_nothing(
    purpose: Purpose | None,
) -> None:
    stage = reviewed()
    if purpose is not None:
        stage.take()
    id = ask(stage, purpose=purpose)
    stage.happen(QuestionPosted(id, TEAM, "r1"))
    assert stage.told == []


def test_a_question_that_was_decided_before_it_was_posted_promises_nothing() -> None:
    stage = reviewed()
    id = ask(stage, purpose=PURPOSE)
    stage.happen(ReviewerDecided(KIM, id, Ruling.REJECTED))
    stage.happen(QuestionPosted(id, TEAM, "r1"))
    assert stage.told == []


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        (lambda id: ReviewerDecided(KIM, id, Ruling.REJECTED), Texts().tool_rejected),
        (ApprovalDue, Texts().tool_expired),
    ],
)
def test_the_contact_hears_each_end_in_its_own_words(ends: Any, says: str) -> None:
    """Laws 8 and 9."""
    stage = reviewed()
    id = ask(stage, purpose=PURPOSE)
    stage.happen(ends(id))
    assert says in [entry.content.text for entry in stage.last.entries if entry.kind is EntryKind.MESSAGE]


def test_an_approved_tool_is_called_with_the_last_vote_that_is_needed() -> None:
    stage = both()
    id = ask(stage, purpose=PURPOSE)
    stage.happen(ReviewerDecided(KIM, id, Ruling.APPROVED))
    assert stage.ordered(CallTool) == []
    stage.happen(ReviewerDecided(LEE, id, Ruling.APPROVED))
    assert stage.ordered(CallTool) == [CallTool(id)]


# ── any order ────────────────────────────────────────────────────────────────────────────────────

WORDS = st.builds(
    ReviewerDecided,
    st.sampled_from([KIM, LEE, ANA]),
    st.just(ApprovalId("q1")),
    st.sampled_from([Ruling.APPROVED, Ruling.REJECTED]),
    text=st.sampled_from([None, "Hello.", "Edited.", " "]),
)
HAPPENINGS = st.one_of(
    WORDS,
    st.just(ApprovalDue(ApprovalId("q1"))),
    st.just(ApprovalReminder(ApprovalId("q1"))),
    st.just(ApprovalWithdrawn(ApprovalId("q1"))),
    st.sampled_from([QuestionPosted(ApprovalId("q1"), place, "r") for place in (TEAM, SECOND)]),
    st.sampled_from([QuestionRefused(ApprovalId("q1"), place, "gone") for place in (TEAM, SECOND)]),
    st.just("later"),
)


@given(st.lists(HAPPENINGS, max_size=14))
def test_in_any_order_it_is_decided_at_most_once_and_the_tool_is_called_only_then(story: list[Any]) -> None:
    stage = both(decide_within=50.0, remind_every=20.0, decide_escalate_to=SALES)
    stage.policy = replace(
        stage.policy,
        queues={
            **stage.policy.queues,
            SALES: Queue(SALES, (SECOND,), reviewers=frozenset({BEN.operator})),
        },
    )
    ask(stage, purpose=PURPOSE, draft="Hello.", barred=frozenset({LEE.operator}))
    rulings = []
    for event in story:
        if event == "later":
            stage.later(20)
            continue
        before = stage.state.approvals[0]
        stage.happen(event)
        after = stage.state.approvals[0]
        if before.ruling is not Ruling.PENDING:
            assert replace(after, cards=before.cards) == before, "final is final"
        elif after.ruling is not Ruling.PENDING:
            rulings.append(after.ruling)
        assert {vote.operator for vote in after.votes} <= {KIM.operator}
    assert len(rulings) <= 1
    calls = [effect for effect in stage.effects if isinstance(effect, CallTool)]
    assert len(calls) == rulings.count(Ruling.APPROVED)


# ── the list of reviewers changes while a question waits ─────────────────────────────────────────


def listed(stage: Stage, *who: Actor, **changes: Any) -> None:
    """Let the settings be read again."""
    queue = support(reviewers=frozenset(one.operator for one in who), **changes)
    stage.policy = replace(stage.policy, queues={queue.name: queue})


def waiting(**changes: Any) -> Stage:
    stage = Stage()
    listed(stage, KIM, LEE, **changes)
    stage.say("hello")
    stage.happen(ApprovalAsked(ApprovalId("q1"), "Refund 40 euros?"))
    return stage


def test_who_was_struck_off_the_list_may_not_decide_any_more() -> None:
    stage = waiting()
    listed(stage, LEE)
    outcome = stage.happen(ReviewerDecided(KIM, ApprovalId("q1"), Ruling.APPROVED))
    assert isinstance(outcome, Refused)
    assert stage.state.approvals[-1].ruling is Ruling.PENDING
    assert stage.happen(ReviewerDecided(LEE, ApprovalId("q1"), Ruling.APPROVED)) == Done()


def test_the_word_of_who_was_struck_off_counts_no_more() -> None:
    stage = waiting(needed=2)
    stage.happen(ReviewerDecided(KIM, ApprovalId("q1"), Ruling.APPROVED))
    listed(stage, LEE, ANA, needed=2)
    assert stage.happen(ReviewerDecided(LEE, ApprovalId("q1"), Ruling.APPROVED)) == Done(text="1 of 2")
    assert stage.happen(ReviewerDecided(ANA, ApprovalId("q1"), Ruling.APPROVED)) == Done()


def test_the_word_of_who_was_in_a_group_that_was_struck_off_counts_no_more() -> None:
    stage = waiting(needed=2, reviewer_groups=frozenset({"slack-group:S1"}))
    zoe = Actor(OperatorName("slack:U9"), "Zoe", "slack", frozenset({"slack-group:S1"}), guest=True)
    stage.happen(ReviewerDecided(zoe, ApprovalId("q1"), Ruling.APPROVED))
    listed(stage, KIM, LEE, needed=2)
    assert stage.happen(ReviewerDecided(LEE, ApprovalId("q1"), Ruling.APPROVED)) == Done(text="1 of 2")
    assert [vote.name for vote in stage.state.approvals[-1].votes] == ["Lee"]


def test_the_word_of_who_is_still_in_a_listed_group_counts_though_their_name_was_struck_off() -> None:
    group = frozenset({"slack-group:S1"})
    stage = waiting(needed=2, reviewer_groups=group)
    stage.happen(ReviewerDecided(replace(KIM, groups=group), ApprovalId("q1"), Ruling.APPROVED))
    listed(stage, LEE, needed=2, reviewer_groups=group)
    assert stage.happen(ReviewerDecided(LEE, ApprovalId("q1"), Ruling.APPROVED)) == Done()


def test_who_was_struck_off_has_no_word_though_a_further_queue_was_removed_meanwhile() -> None:
    """Law 7: a missing queue must not bring back whom another one does not list any more."""
    stage = waiting()
    asked = replace(stage.state.approvals[-1], queues=(SUPPORT, SALES))
    stage.state = replace(stage.state, approvals=(asked,))
    listed(stage, LEE)
    assert isinstance(stage.happen(ReviewerDecided(KIM, asked.id, Ruling.APPROVED)), Refused)
    assert stage.happen(ReviewerDecided(LEE, asked.id, Ruling.APPROVED)) == Done()


def test_who_was_put_on_the_list_meanwhile_may_decide() -> None:
    stage = waiting()
    listed(stage, LEE, ANA)
    assert stage.happen(ReviewerDecided(ANA, ApprovalId("q1"), Ruling.REJECTED)) == Done()


def test_a_question_of_a_queue_that_was_removed_can_still_be_answered_by_whom_it_was_put_to() -> None:
    stage = waiting()
    other = Queue(SALES, (SECOND,), reviewers=frozenset({ANA.operator}))
    stage.policy = replace(stage.policy, queues={SALES: other})
    assert isinstance(stage.happen(ReviewerDecided(ANA, ApprovalId("q1"), Ruling.APPROVED)), Refused)
    assert stage.happen(ReviewerDecided(KIM, ApprovalId("q1"), Ruling.APPROVED)) == Done()


def test_a_question_for_a_queue_that_is_not_there_is_put_to_nobody_else() -> None:
    """Law 7: a board's question must not end with the people of the default queue."""
    stage = waiting()
    asked = ApprovalAsked(ApprovalId("q2"), "Sell the house?", queue=QueueName("board"))
    assert stage.happen(asked) == NOBODY
