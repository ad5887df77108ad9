"""One question, answered once, whatever is pressed by whomever in whatever order."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from handoff.approvals import Approval, Ruling, close, settle
from handoff.events import Actor
from handoff.ids import OperatorName
from handoff.outcome import Done, Lost, Outcome, Refused
from tests.builders import approval

KIM, LEE, EVE = (Actor(OperatorName(name), name.title()) for name in ("kim", "lee", "eve"))
LISTED = (KIM, LEE)
MEMBER = Actor(OperatorName("slack:U9"), "Zoe", "slack", frozenset({"slack-group:S1"}), guest=True)


@dataclass(frozen=True)
class Press:
    """Somebody (or, with nobody, time) tries to end the question."""

    by: Actor | None
    ruling: Ruling


def press(question: Approval, one: Press, now: float) -> tuple[Approval, Outcome]:
    if one.by is None:
        return close(question, Ruling.EXPIRED, now), Done()
    return settle(question, one.ruling, one.by, now)


presses = st.lists(st.builds(Press, st.sampled_from([*LISTED, EVE, None]), st.sampled_from(Ruling)))


@given(presses)
def test_a_question_is_decided_once_and_everyone_later_is_told_by_whom(story: list[Press]) -> None:
    question, decided = approval(), None
    for now, one in enumerate(story, 100):
        before = question
        question, outcome = press(question, one, float(now))
        if before.ruling is not Ruling.PENDING:
            assert question == before, "final is final"
            if one.by is not None:
                assert outcome == Lost("already_decided", before.by, before.at or 0.0, before.ruling)
        elif question != before:
            assert decided is None
            decided = question
    if decided is not None:
        assert question == decided


@given(presses)
def test_only_a_listed_reviewer_approves_or_rejects(story: list[Press]) -> None:
    question = approval()
    for now, one in enumerate(story, 100):
        question, _ = press(question, one, float(now))
    if question.ruling in (Ruling.APPROVED, Ruling.REJECTED):
        assert question.by in {by.name for by in LISTED}
        assert (question.by, question.ruling) in {(one.by.name, one.ruling) for one in story if one.by}


@given(st.sampled_from([*LISTED, EVE, MEMBER]), st.sampled_from(Ruling))
def test_an_empty_list_of_reviewers_means_nobody(by: Actor, ruling: Ruling) -> None:
    question = approval(reviewers=frozenset())
    after, outcome = settle(question, ruling, by, 100.0)
    assert after == question
    assert isinstance(outcome, Refused)


@given(st.sampled_from([Ruling.PENDING, Ruling.EXPIRED, Ruling.CANCELLED]))
def test_a_reviewer_can_only_approve_or_reject(ruling: Ruling) -> None:
    after, outcome = settle(approval(), ruling, LISTED[0], 100.0)
    assert after == approval()
    assert isinstance(outcome, Refused)
    assert outcome.error == "bad_decision"


def test_expired_and_cancelled_stay_distinct_from_rejected() -> None:
    for ruling in (Ruling.EXPIRED, Ruling.CANCELLED):
        ended = close(approval(), ruling, 100.0)
        assert (ended.ruling, ended.by, ended.at) == (ruling, "system", 100.0)
        assert close(ended, Ruling.CANCELLED, 200.0) == ended


def test_a_member_of_a_listed_group_decides_like_a_reviewer_and_nobody_elses_group_does() -> None:
    question = approval(reviewers=frozenset(), groups=frozenset({"slack-group:S1"}))
    after, outcome = settle(question, Ruling.APPROVED, MEMBER, 100.0)
    assert (after.by, outcome) == ("Zoe", Done())
    _, outcome = settle(replace(question, groups=frozenset({"slack-group:S2"})), Ruling.APPROVED, MEMBER, 1.0)
    assert isinstance(outcome, Refused)
