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
        "I've passed this on to our team ({ticket}). Someone will answer you here {when}. "
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
    run_failed: str = (
        "Something went wrong on our side, so I cannot finish this. Try again later, or ask for a person."
    )
    run_doubtful: str = (
        "Something went wrong on our side, and I cannot see whether it was done. Please do not ask me for it "
        "again: a person has to look it up for you."
    )
    gate_email: str = (
        "First I need to know that it is you. Please write your email address here, and I will mail "
        "you a code."
    )
    gate_phone: str = (
        "First I need to know that it is you. Please write your mobile number here, and I will text "
        "you a code."
    )
    gate_bad_email: str = (
        "That does not look like an email address. Please write yours here, for example ana@example.com."
    )
    gate_bad_phone: str = (
        "That does not look like a mobile number that I can text. Please write yours here with its country, "
        "for example +44 7700 900123."
    )
    gate_sent: str = "I have sent a code to {address}. Please write it here within {minutes} minutes."
    gate_unsent: str = "I could not send a code to {address}. Please check it and write it again."
    gate_wrong: str = "That is not the code I sent you. Please look again: {left} more tries."
    gate_wrong_last: str = "That is not the code I sent you. Please look again: this is the last try."
    gate_no_code: str = "I am waiting for the code that I sent you: {digits} digits."
    gate_again: str = "Send it again"
    gate_other: str = "Use another address"
    gate_other_phone: str = "Use another number"
    gate_enough: str = "I cannot send any more codes just now. Please use the newest one."
    gate_failed: str = (
        "I could not make sure that it is you, so I have to stop here. Ask again, or ask for a person."
    )
    gate_subject: str = "Your code: {code}"
    gate_mail: str = (
        "Your code is {code}. Write it where you were asked for it, within {minutes} minutes.\n\n"
        "You did not ask for it? Then do nothing, and give it to nobody."
    )
    gate_text: str = (
        "Your code is {code}. Write it where you were asked for it, within {minutes} minutes, and give it to "
        "nobody."
    )
    offer: str = "Talk to a person"
    stale: str = "This button no longer works. Please write instead."
    menu_start: str = "Begin"
    menu_help: str = "What you can do here"
    no_subject: str = "Your message"
    run_waiting: str = (
        "This is not settled yet: you will hear the answer here. Ask me anything else after that, or ask for "
        "a person at any time."
    )
    tool_done: str = "A colleague approved it, and it has been done."
    tool_rejected: str = "A colleague looked at it and decided against it, so it was not done."
    tool_expired: str = "Nobody could decide it in time, so it was not done. Ask again, or ask for a person."
    tool_failed: str = (
        "A colleague approved it, but then something went wrong on our side, and perhaps it was not done. A "
        "person has to look it up for you."
    )
    deciding: str = "A colleague has to decide this first, and has been asked. You will hear the answer here."
    deciding_longer: str = "It takes longer than usual, sorry. More colleagues have been asked now."
    deciding_unreachable: str = (
        "A colleague has to decide this first, but I could not reach anybody just now. The question stays "
        "open for the team, and you will hear the answer here."
    )
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
