"""The button that is always one tap away, and the words that carry it while the agent is off."""

from handoff.content import Button, Content
from handoff.moves.draft import SYSTEM, Draft
from handoff.press import PERSON, SAY
from handoff.texts import Texts


def person_button(words: Texts) -> Button:
    """Return the button by which a contact asks for a person."""
    return Button(words.offer, PERSON)


def say_button(text: str) -> Button:
    """Return a suggestion; pressing it says its text."""
    return Button(text, SAY + text)


def tell_switched_off(draft: Draft) -> None:
    """Never leave a contact in silence: say once that the agent is off, and how to get a person."""
    if draft.state.told_off or draft.silent:
        return
    draft.say(SYSTEM, Content(draft.words.agent_off, buttons=(person_button(draft.words),)))
    draft.set(told_off=True)
