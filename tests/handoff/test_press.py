"""Tokens of buttons: short, without memory, and read back as they were meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.press import LONGEST, Press, Token

subjects = st.text(min_size=1, max_size=20).filter(lambda text: ":" not in text)


def written(token: Token) -> str | None:
    try:
        return str(token)
    except ValueError:
        return None


@given(st.builds(Token, st.sampled_from(Press), subjects, st.text(max_size=60)))
def test_what_is_written_is_read_back_and_fits_the_narrowest_platform(
    token: Token,
) -> None:
    text = written(token)
    if text is None:
        return
    assert Token.parse(text) == token
    assert len(text.encode()) <= LONGEST


@given(st.text() | st.tuples(st.sampled_from(Press), st.text()).map(lambda pair: f"{pair[0]}:{pair[1]}"))
def test_any_text_is_a_token_or_a_value_error(text: str) -> None:
    try:
        token = Token.parse(text)
    except ValueError:
        return
    assert token.subject
    assert token.press in Press
    assert text.startswith(f"{token.press}:{token.subject}")


def test_a_token_that_would_be_cut_off_is_refused_where_it_is_made() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        str(Token(Press.TRANSFER, "1042", "q/" + "ü" * 40))


@pytest.mark.parametrize("text", ["", "take", "take:", ":1042", "TAKE:1042", "fly:1042", "take::x"])
def test_half_a_token_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Token.parse(text)


def test_the_detail_may_hold_colons() -> None:
    token = Token(Press.TRANSFER, "1042", "o/slack:U1")
    assert Token.parse(str(token)) == token
