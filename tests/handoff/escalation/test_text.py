"""One spelling for what people type, and never more of it than is bearable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.escalation.text import LIMIT, Reading, clip, fold


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ｈｕｍａｎ", "human"),
        ("DON’T", "dont"),
        ("l’agent", "l agent"),
        ("Straße", "strasse"),
        ("İNSAN ısı", "insan isi"),
        ("człowiek", "czlowiek"),
        ("người", "nguoi"),
        ("pleeeease", "please"),
        ("h u m a n", "human"),
        ("hu\u200bman", "human"),
        ("10,000 units", "10000 units"),
        ("मुझे", "मुझे"),
        ("한국어", "한국어"),
    ],
)
def test_spellings_become_one(written: str, read: str) -> None:
    assert fold(written) == read


def test_clauses_stay_apart_and_questions_are_marked() -> None:
    assert Reading("No, wait... really?! Yes").words == ("no", "|", "wait", "|", "really", "?", "|", "yes")


@given(st.text(st.characters(codec=None)), st.integers(2, 50))
def test_a_cut_text_keeps_its_head_and_tail(text: str, limit: int) -> None:
    cut = clip(text, limit)
    assert len(cut) <= limit
    assert cut == text or cut[: limit // 2] == text[: limit // 2]


def test_a_long_text_is_cut() -> None:
    assert len(Reading("a" * 100_000).cut) <= LIMIT
