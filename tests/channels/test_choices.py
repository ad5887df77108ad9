"""What a contact's button carries is what its press says."""

from hypothesis import given
from hypothesis import strategies as st

from channels.choices import carried, chosen
from handoff.content import Content
from handoff.events import ContactAskedForPerson, ContactSaid
from handoff.press import LONGEST, PERSON, SAY

WORDS = st.text(min_size=1).filter(str.strip)


@given(WORDS)
def test_a_suggestion_of_any_length_is_said_when_it_is_pressed(words: str) -> None:
    action = carried(SAY + words, LONGEST)
    assert len(action.encode("utf-8", "replace")) <= LONGEST
    assert chosen("p1", action, words, "Mia", "en") == ContactSaid("p1", Content(words), "Mia", "en")


def test_a_person_is_asked_for() -> None:
    assert chosen("p1", carried(PERSON, LONGEST), "Talk to a person") == ContactAskedForPerson("p1")


@given(st.text().filter(lambda action: action != PERSON and not action.startswith(SAY)))
def test_anything_else_means_nothing(action: str) -> None:
    assert chosen("p1", action, "Label") is None


def test_what_is_too_long_and_no_words_is_not_carried() -> None:
    assert carried("x" * 65, LONGEST) == ""
    assert chosen("p1", SAY, "") is None
