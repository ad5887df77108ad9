"""What the model did for the team, and what the team asked of it. Nothing here is ever sent by itself."""

from dataclasses import dataclass

from handoff.events.actor import Actor
from handoff.ids import Address, Ticket


@dataclass(frozen=True, slots=True)
class Summarized:
    """The model wrote a summary of the conversation for a handoff's card."""

    ticket: Ticket
    text: str


@dataclass(frozen=True, slots=True)
class DraftAsked:
    """Somebody wants a draft of the next reply, shown in a desk thread; ``wish`` says what it shall say."""

    by: Actor
    thread: Address
    wish: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The model wrote a draft. ``upto`` is the seq of the contact's last message that it knew."""

    thread: Address
    text: str
    upto: int


@dataclass(frozen=True, slots=True)
class DraftFailed:
    """There will be no draft; ``why`` is for operators."""

    thread: Address
    why: str


@dataclass(frozen=True, slots=True)
class DraftDropped:
    """Somebody threw the draft ``target`` away, which stands in ``thread``."""

    by: Actor
    target: int
    thread: Address


@dataclass(frozen=True, slots=True)
class LanguageHeard:
    """It was found out which language the contact writes, such as ``de``."""

    language: str


@dataclass(frozen=True, slots=True)
class Translated:
    """What the contact wrote as the message ``seq``, in the team's language ``to``."""

    seq: int
    text: str
    to: str


@dataclass(frozen=True, slots=True)
class ReplyTranslated:
    """An operator's words may go out now. ``source`` is what was translated, in case it changed meanwhile.

    Without ``ok`` there is no translation, for the reason ``why``, and ``text`` means nothing.
    """

    seq: int
    source: str
    text: str
    ok: bool = True
    why: str = ""
