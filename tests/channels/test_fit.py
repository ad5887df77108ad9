"""Text that is too long for one message is cut where people would cut it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.fit import clip, split, utf16

WORDS = "the quick brown fox jumps over the lazy dog"
markdown = st.lists(
    st.sampled_from(["word ", "\n", "\n\n", "**bold words** ", "[label](https://example.org/x) ", "`code` "])
    | st.sampled_from(["```py\n", "\n```\n", "😀", "e\u0301 ", "- item\n", "x" * 30, "~~~\n", "*one* ", "_"])
    | st.text(max_size=12),
    max_size=60,
).map("".join)


def bare(text: str) -> str:
    return "".join(text.split())


def test_what_fits_is_left_alone() -> None:
    assert split(WORDS, 100) == [WORDS]


@pytest.mark.parametrize("blank", ["", "\n\n", "  \n "])
def test_blank_text_is_no_message(blank: str) -> None:
    assert split(blank, 10) == []


def test_it_is_cut_at_the_end_of_a_word() -> None:
    assert split(WORDS, 20) == ["the quick brown fox", "jumps over the lazy", "dog"]


def test_the_end_of_a_line_is_better_and_that_of_a_paragraph_best() -> None:
    assert split("one two\nthree four five", 14) == ["one two", "three four", "five"]
    assert split("one two\n\nthree\nfour five", 18) == ["one two", "three\nfour five"]


def test_a_word_longer_than_a_message_is_cut_anyway() -> None:
    assert split("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


@pytest.mark.parametrize(
    "part",
    ["[the label](https://example.org)", "**very bold words**", "`some code here`", "_soft words_"],
)
def test_a_cut_never_falls_inside_a_part_that_fits(part: str) -> None:
    pieces = split(f"some words before {part} and some after it", 45)
    assert sum(part in piece for piece in pieces) == 1


def test_a_fence_is_closed_before_a_cut_and_opened_again_after_it() -> None:
    code = "\n".join(f"line {n}" for n in range(8))
    pieces = split(f"```py\n{code}\n```", 40)
    assert all(piece.startswith("```py\n") and piece.endswith("\n```") for piece in pieces)
    assert "\n".join(piece[6:-4] for piece in pieces) == code


def test_no_piece_is_an_empty_fence() -> None:
    assert split(f"{'word ' * 6}\n```py\nx = 1\n```", 38) == [
        "word word word word word word",
        "```py\nx = 1\n```",
    ]


def test_a_pair_of_surrogates_is_counted_as_two_and_never_parted() -> None:
    pieces = split("😀" * 10, 5, utf16)
    assert pieces == ["😀😀"] * 5


@given(text=markdown, limit=st.integers(12, 80))
def test_every_piece_fits_and_without_fences_nothing_is_lost(text: str, limit: int) -> None:
    for length in (len, utf16):
        pieces = split(text, limit, length)
        assert all(length(piece) <= limit for piece in pieces)
        if "```" not in text and "~~~" not in text:
            assert bare("".join(pieces)) == bare(text)
        lines = [line for piece in pieces for line in piece.split("\n")]
        whole = bare("".join(line for line in lines if not line.strip().startswith(("```", "~~~"))))
        assert "word" not in text or "word" in whole  # within a fence there may be no room for a whole one


@given(lines=st.lists(st.text("abc =", min_size=1, max_size=30), max_size=40), limit=st.integers(24, 60))
def test_every_piece_closes_the_fence_it_opens(lines: list[str], limit: int) -> None:
    code = "\n".join(lines)
    for piece in split(f"see\n```py\n{code}\n```\nthat is all", limit):
        assert piece.count("```") % 2 == 0


def test_a_long_line_is_clipped_with_an_ellipsis() -> None:
    assert [clip("abcdef", n) for n in (6, 5, 1, 0)] == ["abcdef", "abcd…", "…", ""]
    assert clip("😀😀😀", 5, utf16) == "😀😀…"
    assert clip("ab cdef", 4) == "ab…"


def test_a_very_long_text_is_split_soon_enough_to_serve_others() -> None:
    assert len(split("**[(`" * 20_000, 2000)) >= 50
