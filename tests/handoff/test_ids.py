"""Names of things: one writing, read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.ids import Address, Ticket, conversation_id


@given(st.integers(1, 10**9))
def test_a_ticket_is_read_as_it_is_written(number: int) -> None:
    assert Ticket.parse(str(Ticket(number))) == Ticket(number)
    assert Ticket.parse(f" h-{number} ") == Ticket(number)
    assert Ticket.parse(str(number)) == Ticket(number)


@pytest.mark.parametrize("text", ["", "H-", "H-H-1", "HX", "twelve", "1.5"])
def test_what_is_no_ticket_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Ticket.parse(text)


@given(st.text(min_size=1).filter(lambda name: ":" not in name), st.text())
def test_an_address_is_read_as_it_is_written(channel: str, chat: str) -> None:
    address = Address(channel, chat)
    assert Address.parse(str(address)) == address


def test_a_bare_channel_is_an_address_and_a_bare_chat_is_none() -> None:
    assert Address.parse("web") == Address("web", "")
    assert Address.parse("slack:C1:T2") == Address("slack", "C1:T2")
    with pytest.raises(ValueError, match="names no channel"):
        Address.parse(":C1")


@given(st.tuples(st.text(), st.text()), st.tuples(st.text(), st.text()))
def test_one_contact_has_one_conversation_and_two_have_two(
    one: tuple[str, str], two: tuple[str, str]
) -> None:
    same = conversation_id(Address(*one)) == conversation_id(Address(*two))
    assert same == (one == two) or any("\0" in part for part in (*one, *two))


def test_the_id_shows_nothing_of_the_contact() -> None:
    assert "4915112345" not in conversation_id(Address("telegram", "4915112345"))
