"""Codes: what each is good for, and which words are one."""

import pytest

from bot.workflow.running.codes import Codes, code_in, is_code

KEY = b"k" * 32


def test_a_code_fits_its_own_purpose_and_nothing_else() -> None:
    codes = Codes(KEY)
    code = codes.make("run 1, mia", "0")
    assert len(code.digits) == 6
    assert codes.fits("run 1, mia", code.digits, code.seal)
    assert not codes.fits("run 2, mia", code.digits, code.seal)
    assert not Codes(b"other" * 7).fits("run 1, mia", code.digits, code.seal)


def test_the_same_wish_is_the_same_code_and_another_is_another() -> None:
    codes = Codes(KEY)
    assert codes.make("mia", "0") == codes.make("mia", "0")
    assert len({codes.make("mia", str(number)).id for number in range(100)}) == 100
    assert len({codes.make("mia", str(number)).digits for number in range(100)}) > 98


def test_without_the_key_nobody_knows_the_code() -> None:
    assert Codes(KEY).make("mia", "0").digits != Codes(b"other" * 7).make("mia", "0").digits


def test_what_is_shown_of_a_code_does_not_hold_it() -> None:
    code = Codes(KEY).make("mia", "0")
    assert code.digits not in code.id
    assert "mia" not in Codes(KEY).veil("mia")


@pytest.mark.parametrize(
    "text",
    [
        *("١٢٣٤٥٦", "１２３４５６", "12 34-56", "code: 123456.", "123\u00a0456"),
        *("for order 77 it is 123456", "123456 123456", "Order 4711: 123-456"),
    ],
)
def test_a_code_is_read_in_any_digits_and_beside_other_words(text: str) -> None:
    assert code_in(text) == "123456"


@pytest.mark.parametrize("text", ["1234567890", "12345", "123456 or 654321", "", "none", "2024-11-21 10:00"])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert code_in(text) == ""


@pytest.mark.parametrize(
    ("text", "alone"), [(" 312 345 ", True), ("+376 312345", False), ("it: 312345", False)]
)
def test_a_code_alone_is_no_short_telephone_number(text: str, alone: bool) -> None:
    assert is_code(text) is alone
