"""A summary of the contact's own words."""

from handoff.envelope import Line
from handoff.summary import SHORT, summary


def test_it_says_what_the_contact_came_with_and_what_came_last() -> None:
    lines = [Line("Eve", "hello"), Line("Robin", "yes?"), Line("Eve", "where is it?")]
    assert summary(lines, "Eve") == "Began with “hello”, last said “where is it?”"


def test_one_thing_said_is_said_once() -> None:
    assert summary([Line("Eve", "hello"), Line("Eve", "hello")], "Eve") == "“hello”"


def test_nobodys_words_are_no_summary() -> None:
    assert summary([], "Eve") == ""
    assert summary([Line("Robin", "yes?"), Line("Eve", "  \n")], "Eve") == ""


def test_a_long_text_is_clipped_and_a_broken_one_is_one_line() -> None:
    text = summary([Line("Eve", "a\n\n b\t" + "x" * 1000)], "Eve")
    assert text.startswith("“a b xxx")
    assert len(text) == SHORT + len("“…”")
