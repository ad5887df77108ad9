"""Which telephone numbers a text may go to, and how each is written."""

import pytest

from bot.workflow.running.addresses import mailbox, phone_in

GERMAN = "+4915123456789"


@pytest.mark.parametrize(
    "text",
    [
        *("0151 23456789", "It is 0151/234-56-789, thanks", "+49 151 23456789", "0049 151 23456789"),
        *("٠١٥١ ٢٣٤٥٦٧٨٩", "４９？ no: 0151 23456789", "+49 (0) 151 23456789"),
    ],
)
def test_a_number_has_one_spelling(text: str) -> None:
    assert phone_in(text, ("DE",)) == GERMAN


@pytest.mark.parametrize(
    "text",
    [
        *("", "0151", "hello", "12345678901234567890", "0" * 500 + " 0151 23456789"),
        "030 123456",  # a line that no text reaches
        "+49 900 1234567",  # one that costs extra
        "+44 7911 123456",  # another country
        "0151 23456789 ext. 5",  # behind a switchboard
    ],
)
def test_what_cannot_be_texted_is_no_number(text: str) -> None:
    assert phone_in(text, ("DE", "AT")) is None


def test_every_country_on_the_list_will_do_and_the_first_is_the_one_of_short_numbers() -> None:
    assert phone_in("+43 664 1234567", ("DE", "AT")) == "+436641234567"
    assert phone_in("0664 1234567", ("DE", "AT")) is None
    assert phone_in("0664 1234567", ("AT", "DE")) == "+436641234567"
    assert phone_in("+44 7911 123456") == "+447911123456"


def test_a_mailbox_is_called_without_what_stands_behind_a_plus() -> None:
    assert mailbox("Ana+shop@X.example") == "ana@x.example"
    assert mailbox(GERMAN) == GERMAN
