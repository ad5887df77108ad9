"""How good the answers are, on questions that nothing was fitted on."""

import sys

import pytest

from bot.agent.knowledge.folder import load
from bot.agent.knowledge.index import Hit, Index
from tests.bot.agent.conftest import SAMPLE
from tests.bot.agent.questions import FITTED, HELD, OUTSIDE_FITTED, OUTSIDE_HELD


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(load(SAMPLE).sections)


def best(index: Index, question: str) -> list[Hit]:
    return index.search(index.terms(question), limit=3)


def sure(hits: list[Hit]) -> float:
    return hits[0].confidence if hits else 0.0


def auroc(inside: list[float], outside: list[float]) -> float:
    won = sum((one > other) + 0.5 * (one == other) for one in inside for other in outside)
    return won / (len(inside) * len(outside))


def share(figures: list[float]) -> float:
    return sum(figure >= 0.5 for figure in figures) / len(figures)


def test_the_right_section_is_found_and_outside_questions_are_told_apart(
    index: Index, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [(sections, best(index, question)) for question, sections in HELD]
    outside = [sure(best(index, question)) for question in OUTSIDE_HELD]
    top1 = sum(bool(hits) and hits[0].section.heading in right for right, hits in found) / len(found)
    top3 = sum(any(hit.section.heading in right for hit in hits) for right, hits in found) / len(found)
    inside = [sure(hits) for _, hits in found]
    area = auroc(inside, outside)
    with capsys.disabled():
        sys.stdout.write(
            f"\nknowledge, {len(inside)} questions inside and {len(outside)} outside: "
            f"top-1 {top1:.1%}, top-3 {top3:.1%}, AUROC {area:.3f}, "
            f"answered {share(inside):.0%}, answered outside {share(outside):.0%}\n"
        )
    assert len(inside) >= 60
    assert len(outside) >= 40
    assert top1 >= 0.85
    assert area >= 0.93


def test_confidence_means_what_it_says(index: Index) -> None:
    """Of all held questions, those answered with p are right about p of the time (mean gap at most 0.15)."""
    rows = [
        (sure(hits), bool(hits) and hits[0].section.heading in right)
        for right, hits in [(right, best(index, question)) for question, right in HELD]
    ] + [(sure(best(index, question)), False) for question in OUTSIDE_HELD]
    gap = 0.0
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        band = [row for row in rows if low <= row[0] < low + 0.2 or (low == 0.8 and row[0] == 1.0)]
        said, right = sum(row[0] for row in band), sum(row[1] for row in band)
        gap += abs(said - right)
    assert gap / len(rows) <= 0.15


def test_no_measuring_question_is_a_wording_or_was_fitted_on(index: Index) -> None:
    asked = {question.casefold() for question, _ in HELD} | {question.casefold() for question in OUTSIDE_HELD}
    fitted = {question.casefold() for questions in FITTED.values() for question in questions}
    wordings = {alias.casefold() for section in index.sections for alias in section.aliases}
    assert not asked & (fitted | wordings | {question.casefold() for question in OUTSIDE_FITTED})


def test_every_expected_section_is_there(index: Index) -> None:
    headings = {section.heading for section in index.sections}
    assert {heading for _, right in HELD for heading in right} <= headings
    assert set(FITTED) <= headings


def test_every_section_of_the_sample_has_other_wordings(index: Index) -> None:
    assert [section.name for section in index.sections if not section.aliases] == ["Shipping"]
