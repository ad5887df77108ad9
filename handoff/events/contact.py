"""What the contact does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handoff.content import Content


@dataclass(frozen=True, slots=True)
class ContactSaid:
    """A message arrived. ``id`` is what the contact's own page or messenger calls it.

    ``reply_to`` is the seq of the message it quotes; a messenger that knows only its own name of that
    message gives it as ``quotes``, and the intake finds the seq.
    ``person`` is the messenger's id of who wrote, which need not be that of the chat.
    """

    id: str
    content: Content
    name: str = ""
    language: str = ""
    reply_to: int | None = None
    quotes: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    person: str = ""


@dataclass(frozen=True, slots=True)
class ContactEdited:
    """The contact changed an earlier message of their own, named by its id."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ContactDeleted:
    """The contact took an earlier message of their own back."""

    id: str


@dataclass(frozen=True, slots=True)
class ContactReacted:
    """The contact put a reaction on a message, or took it off. ``emoji`` is Unicode.

    ``quotes`` is the messenger's name of the message, ``target`` its seq, which the intake finds.
    """

    quotes: str
    emoji: str
    on: bool = True
    target: int | None = None


@dataclass(frozen=True, slots=True)
class ContactAskedForPerson:
    """The contact pressed "Talk to a person", perhaps before a word was written."""

    id: str
    name: str = ""
    language: str = ""
