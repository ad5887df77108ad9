"""No code and no address of ours stands where a person reads."""

from handoff.ids import Address
from handoff.labels import SEEN_BY, known_as, messenger, place, spaced
from handoff.trigger import Mechanism


def test_every_mechanism_has_words_of_its_own() -> None:
    assert SEEN_BY.keys() == set(Mechanism)
    assert len(set(SEEN_BY.values())) == len(Mechanism)


def test_a_code_becomes_words_and_an_admins_capitals_stay() -> None:
    assert spaced("person_requested") == "Person requested"
    assert (spaced("VIP"), spaced("order_nr"), spaced("")) == ("VIP", "Order nr", "")


def test_places_are_named_after_their_messenger() -> None:
    assert place(Address.parse("telegram:-100123")) == "Telegram (-100123)"
    assert place(Address("web", "")) == "The inbox"
    assert messenger("web") == "Web chat"


def test_nameless_visitors_are_told_apart() -> None:
    assert known_as("", "c00ffee1") == "Visitor FEE1"
    assert known_as("  Eve \n Moe ", "c00ffee1") == "Eve Moe"
