"""One question, answered once, whatever is pressed by whomever in whatever order."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.approvals import (
    CHANGED,
    REQUESTER,
    STRANGER,
    Approval,
    Ruling,
    close,
    fingerprint,
    may_decide,
    progress,
    settle,
    would_count,
)
from handoff.events import Actor
from handoff.ids import OperatorName
from handoff.outcome import Done, Lost, Outcome, Refused
from tests.builders import approval

KIM, LEE, MAX, EVE = (Actor(OperatorName(name), name.title()) for name in ("kim", "lee", "max", "eve"))
LISTED = (KIM, LEE, MAX)
MEMBER = Actor(OperatorName("slack:U9"), "Zoe", "slack", frozenset({"slack-group:S1"}), guest=True)
TEXTS = (None, "", "  ", "Hello.", "Hello again.")


@dataclass(frozen=True)
class Press:
    """Somebody (or, with nobody, time) tries to end the question."""

    by: Actor | None
    ruling: Ruling
    text: str | None = None
    read: bool = False


def press(question: Approval, one: Press, now: float) -> tuple[Approval, Outcome]:
    if one.by is None:
        ending = Ruling.EXPIRED if one.ruling is not Ruling.CANCELLED else Ruling.CANCELLED
        return close(question, ending, now), Done()
    seen = fingerprint(approval(draft="Hello.", text="Hello.")) if one.read else ""
    return settle(question, one.ruling, one.by, now, text=one.text, seen=seen)


presses = st.lists(
    st.builds(
        Press,
        st.sampled_from([*LISTED, EVE, MEMBER, None]),
        st.sampled_from(Ruling),
        st.sampled_from(TEXTS),
        st.booleans(),
    ),
    max_size=12,
)


@st.composite
def questions(draw: st.DrawFn) -> Approval:
    draft = draw(st.sampled_from(["", "Hello."]))
    return approval(
        reviewers=frozenset(one.operator for one in LISTED),
        needed=draw(st.integers(1, 3)),
        barred=draw(st.sampled_from([frozenset(), frozenset({KIM.operator})])),
        draft=draft,
        text=draft,
    )


@given(questions(), presses)
def test_a_question_is_decided_once_and_everyone_later_is_told_by_whom(
    question: Approval, story: list[Press]
) -> None:
    decided = None
    for now, one in enumerate(story, 100):
        before = question
        question, outcome = press(question, one, float(now))
        if before.ruling is not Ruling.PENDING:
            assert question == before, "final is final"
            if one.by is not None:
                assert outcome == Lost("already_decided", before.by, before.at or 0.0, before.ruling)
        elif question.ruling is not Ruling.PENDING:
            assert decided is None
            decided = question
    if decided is not None:
        assert question == decided


@given(questions(), presses)
def test_only_the_words_of_listed_reviewers_count_and_each_once(
    question: Approval, story: list[Press]
) -> None:
    for now, one in enumerate(story, 100):
        question, _ = press(question, one, float(now))
    voters = [vote.operator for vote in question.votes]
    assert len(voters) == len(set(voters))
    assert set(voters) <= question.reviewers - question.barred


@given(questions(), presses)
def test_exactly_as_many_approve_as_are_needed_and_one_rejects(
    question: Approval, story: list[Press]
) -> None:
    for now, one in enumerate(story, 100):
        question, _ = press(question, one, float(now))
    rulings = [vote.ruling for vote in question.votes]
    approved, rejected = rulings.count(Ruling.APPROVED), rulings.count(Ruling.REJECTED)
    match question.ruling:
        case Ruling.APPROVED:
            assert (approved, rejected) == (question.needed, 0)
        case Ruling.REJECTED:
            assert (approved < question.needed, rejected, rulings[-1]) == (True, 1, Ruling.REJECTED)
        case _:
            assert (approved < question.needed, rejected) == (True, 0)


@given(questions(), presses)
def test_a_text_is_approved_only_by_people_who_read_that_text(question: Approval, story: list[Press]) -> None:
    read: dict[str, str] = {}
    for now, one in enumerate(story, 100):
        before = question
        question, outcome = press(question, one, float(now))
        if one.by is not None and isinstance(outcome, Done):
            read[one.by.operator] = one.text.strip() if one.text is not None else before.text
    if question.ruling is Ruling.APPROVED:
        assert {read[vote.operator] for vote in question.votes} <= {question.text, ""}
        assert bool(question.text.strip()) is bool(question.draft)


def test_a_member_of_a_listed_group_decides() -> None:
    question = replace(approval(reviewers=frozenset()), groups=frozenset({"slack-group:S1"}))
    ruled, outcome = settle(question, Ruling.APPROVED, MEMBER, 9.0, "fine")
    assert (ruled.ruling, ruled.by, ruled.reason, outcome) == (Ruling.APPROVED, "Zoe", "fine", Done())


def test_a_question_without_reviewers_is_nobodys() -> None:
    question = approval(reviewers=frozenset())
    assert settle(question, Ruling.APPROVED, KIM, 9.0) == (question, STRANGER)


def test_who_asked_for_it_decides_nothing_though_listed() -> None:
    question = approval(barred=frozenset({KIM.operator}))
    assert settle(question, Ruling.REJECTED, KIM, 9.0) == (question, REQUESTER)
    assert (may_decide(question, KIM), may_decide(question, LEE)) == (False, True)


def test_a_vote_that_is_not_enough_says_how_far_it_is() -> None:
    question, outcome = settle(approval(needed=2), Ruling.APPROVED, KIM, 9.0, "fine")
    assert (question.ruling, question.by, outcome) == (Ruling.PENDING, "", Done(text="1 of 2"))
    again, refused = settle(question, Ruling.APPROVED, KIM, 10.0)
    told = "You have already approved: 1 of 2. You can still reject it."
    assert (again, refused) == (question, Refused("already_voted", told))
    question, outcome = settle(question, Ruling.APPROVED, LEE, 11.0)
    assert (question.ruling, question.by, progress(question), outcome) == (
        Ruling.APPROVED,
        "Lee",
        "2 of 2",
        Done(),
    )


def test_who_has_approved_can_still_reject() -> None:
    question, _ = settle(approval(needed=2), Ruling.APPROVED, KIM, 9.0, "fine")
    assert (would_count(question, KIM, Ruling.APPROVED), would_count(question, KIM, Ruling.REJECTED)) == (
        False,
        True,
    )
    question, outcome = settle(question, Ruling.REJECTED, KIM, 10.0, "I misread it")
    assert (question.ruling, question.by, question.reason, outcome) == (
        Ruling.REJECTED,
        "Kim",
        "I misread it",
        Done(),
    )
    assert [(vote.name, vote.ruling) for vote in question.votes] == [("Kim", Ruling.REJECTED)]
    _, late = settle(question, Ruling.REJECTED, KIM, 11.0)
    assert isinstance(late, Lost)


def test_who_has_approved_can_still_change_the_text() -> None:
    question = approval(needed=2, draft="Hello.", text="Hello.")
    question, _ = settle(question, Ruling.APPROVED, KIM, 9.0)
    same, refused = settle(question, Ruling.APPROVED, KIM, 10.0, text="Hello. ")
    assert (same, isinstance(refused, Refused)) == (question, True)
    question, outcome = settle(question, Ruling.APPROVED, KIM, 11.0, text="Hello Mia.")
    assert (question.text, len(question.votes), outcome) == ("Hello Mia.", 1, Done(text="1 of 2"))


def test_an_edited_text_needs_everybodys_word_anew() -> None:
    question = approval(needed=2, draft="Hello.", text="Hello.")
    question, _ = settle(question, Ruling.APPROVED, KIM, 9.0)
    question, outcome = settle(question, Ruling.APPROVED, LEE, 10.0, text=" Dear Maria. ")
    assert (question.text, outcome) == ("Dear Maria.", Done(text="1 of 2"))
    question, _ = settle(question, Ruling.APPROVED, KIM, 11.0)
    assert (question.ruling, [vote.name for vote in question.votes]) == (Ruling.APPROVED, ["Lee", "Kim"])


def test_nobody_approves_a_text_that_they_did_not_read() -> None:
    question = approval(needed=2, draft="Hello.", text="Hello.")
    seen = fingerprint(question)
    question, _ = settle(question, Ruling.APPROVED, LEE, 9.0, text="Pay at once.", seen=seen)
    assert settle(question, Ruling.APPROVED, KIM, 10.0, seen=seen) == (question, CHANGED)
    question, outcome = settle(question, Ruling.REJECTED, KIM, 11.0, seen=seen)
    assert (question.ruling, outcome) == (Ruling.REJECTED, Done())


@pytest.mark.parametrize(("draft", "text", "error"), [("Hello.", " \n", "empty_text"), ("", "x", "no_draft")])
def test_a_text_that_cannot_be_sent_is_not_approved(draft: str, text: str, error: str) -> None:
    question = approval(draft=draft, text=draft)
    after, refused = settle(question, Ruling.APPROVED, KIM, 9.0, text=text)
    assert isinstance(refused, Refused)
    assert (after, refused.error) == (question, error)


@pytest.mark.parametrize("ruling", [Ruling.PENDING, Ruling.EXPIRED, Ruling.CANCELLED])
def test_a_person_approves_or_rejects_and_nothing_else(ruling: Ruling) -> None:
    question = approval()
    after, refused = settle(question, ruling, KIM, 9.0)
    assert isinstance(refused, Refused)
    assert (after, refused.error) == (question, "bad_decision")


@given(st.sampled_from([*LISTED, EVE, MEMBER]), st.sampled_from(Ruling))
def test_an_empty_list_of_reviewers_means_nobody(by: Actor, ruling: Ruling) -> None:
    question = approval(reviewers=frozenset())
    after, outcome = settle(question, ruling, by, 100.0)
    assert after == question
    assert isinstance(outcome, Refused)


def test_a_member_of_another_group_is_a_stranger() -> None:
    question = approval(reviewers=frozenset(), groups=frozenset({"slack-group:S2"}))
    assert settle(question, Ruling.APPROVED, MEMBER, 1.0) == (question, STRANGER)


def test_expired_and_cancelled_stay_distinct_from_rejected() -> None:
    for ruling in (Ruling.EXPIRED, Ruling.CANCELLED):
        ended = close(approval(), ruling, 100.0)
        assert (ended.ruling, ended.by, ended.at) == (ruling, "system", 100.0)
        assert close(ended, Ruling.CANCELLED, 200.0) == ended
