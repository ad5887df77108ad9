"""What the bot itself says to contacts, in each language, with ``{placeholders}`` filled as data."""

import re
from dataclasses import dataclass, fields
from typing import Final

from handoff.clock import ClockWords

_PLACE: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Texts:
    """One language. Which placeholders a text may use is in ``PLACEHOLDERS``."""

    greeting: str = "Hello! Write your question here. You can ask for a person at any time."
    notified: str = (
        "I've passed this on to our team ({ticket}). Someone will join you here {when}. "
        "You can keep writing, everything you send will be read."
    )
    notified_closed: str = (
        "I've passed this on to our team ({ticket}). They are back {opens} and will answer here. "
        "You can keep writing, everything you send will be read."
    )
    unreachable: str = (
        "I could not reach our team just now. Your request is saved as {ticket} and stays open until "
        "somebody of the team sees it. Everything you write here is kept for them."
    )
    still_waiting: str = "Nobody has been free yet, sorry. Your request {ticket} is still with the team."
    nobody_came: str = (
        "I'm sorry, nobody could take your request {ticket} in time. I'm the assistant and back with "
        "you now: ask me anything, or ask for a person again."
    )
    operator_quiet: str = "{operator} had to step away. I've asked the team for someone else."
    joined: str = "{operator} joined the conversation"
    transferred: str = "You are being passed on to a colleague"
    returned: str = "{operator} handed you back to the assistant"
    resolved: str = "{operator} closed this conversation. Just write if you need anything else."
    agent_off: str = "Thanks for your message. The assistant is switched off right now."
    offer: str = "Talk to a person"
    soon: str = "as soon as possible"
    within: str = "in about {minutes} minutes"
    within_one: str = "in about a minute"
    opens_later: str = "as soon as we open again"
    clock: ClockWords = ClockWords()


PLACEHOLDERS: Final = {
    field.name: frozenset(_PLACE.findall(field.default))
    for field in fields(Texts)
    if isinstance(field.default, str)
}


def fill(template: str, **values: str) -> str:
    """Put the values in once: a placeholder inside a value stays text, an unknown one stays as it is."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), template)
