"""The button that is always one tap away."""

from handoff.content import Button
from handoff.texts import Texts

PERSON = "person"
SAY = "say:"


def person_button(words: Texts) -> Button:
    """Return the button by which a contact asks for a person."""
    return Button(words.offer, PERSON)


def say_button(text: str) -> Button:
    """Return a suggestion; pressing it says its text."""
    return Button(text, SAY + text)
