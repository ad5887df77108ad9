"""What a contact's page sends: the shape of each body, and the event each becomes."""

from uuid import UUID

from pydantic import BaseModel, Field

from channels.web.session import Visitor
from handoff.content import Content, File
from handoff.events import ContactAskedForPerson, ContactDeleted, ContactEdited, ContactSaid

TAG = r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4})?$"


class SessionIn(BaseModel):
    """A new contact. ``language`` is a tag such as ``de`` or ``de-AT``."""

    name: str = Field("", max_length=80)
    language: str = Field("", max_length=35, pattern=TAG)


class MessageIn(BaseModel):
    """A message; ``files`` are ids of uploads, ``reply_to`` the seq it quotes."""

    id: UUID
    text: str = ""
    files: list[str] = Field(default=[], max_length=10)
    reply_to: int | None = Field(None, ge=1, le=2**53)


class EditIn(BaseModel):
    """The new text of a message."""

    text: str


class PersonIn(BaseModel):
    """A press of "Talk to a person"."""

    id: UUID


class TypingIn(BaseModel):
    """The contact is writing."""


def said(visitor: Visitor, body: MessageIn, files: tuple[File, ...]) -> ContactSaid:
    """Return the message as an event."""
    content = Content(text=body.text, files=files)
    return ContactSaid(str(body.id), content, visitor.name, visitor.language, body.reply_to)


def edited(id: UUID, text: str) -> ContactEdited:
    """Return the change as an event."""
    return ContactEdited(str(id), text)


def deleted(id: UUID) -> ContactDeleted:
    """Return the deletion as an event."""
    return ContactDeleted(str(id))


def asked_for_person(visitor: Visitor, body: PersonIn) -> ContactAskedForPerson:
    """Return the press as an event."""
    return ContactAskedForPerson(str(body.id), visitor.name, visitor.language)


def key(visitor: Visitor, what: str, id: UUID) -> str:
    """Return the identity of a message or press: a contact's ids mean nothing in another's conversation."""
    return f"web:{visitor.chat}:{what}:{id}"
