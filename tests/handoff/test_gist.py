"""A quote says what an answer said, without its formatting."""

from hypothesis import given
from hypothesis import strategies as st

from handoff.gist import gist


def test_marks_tables_and_links_leave_the_words() -> None:
    table = "| to | days |\n|---|---|\n| DE | 2 |"
    answer = f"## Delivery\n\nSee **[the list](https://x.example/a)**:\n\n{table}\n\nBye"
    assert gist(answer) == "Delivery\nSee the list:\n…\nBye"


def test_words_that_only_look_like_marks_stay() -> None:
    assert gist("order_no 2*3 is a|b, no - really") == "order_no 2*3 is a|b, no - really"


@given(st.text())
def test_it_never_grows_or_fails(text: str) -> None:
    assert len(gist(text)) <= len(text) + 2
