"""What the inbox's writes may carry."""

from contextlib import suppress
from typing import Annotated, Literal, Self, TypeVar

from aiohttp import web
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from channels.web.http import read

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Body = TypeVar("Body", bound=BaseModel)

YEAR = 366 * 24 * 60
MOST_FILES = 10
"""As many as a contact may send with one message."""


class Plain(BaseModel):
    """``id`` is the sender's own name of the write: the same id again changes nothing."""

    model_config = ConfigDict(frozen=True)
    id: Key | None = None


class Taken(Plain):
    """``over`` is the colleague it is taken from, by name."""

    over: Name | None = None


class Words(Plain):
    """A reply or a note. ``files`` are ids of uploads; with them there need be no text."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)] = ""
    files: Annotated[list[Key], Field(max_length=MOST_FILES)] = []

    @model_validator(mode="after")
    def something(self) -> Self:
        """Nobody sends nothing."""
        if not (self.text or self.files):
            raise ValueError("needs text or files")
        return self


class Edited(Plain):
    """The new text of a message."""

    text: Text


class Returned(Plain):
    """``note`` is for the agent."""

    note: Short = ""


class Transferred(Plain):
    """To a queue or to an operator, by name."""

    queue: Name | None = None
    operator: Name | None = None

    @model_validator(mode="after")
    def one(self) -> Self:
        """Exactly one of the two says where to."""
        if (self.queue is None) == (self.operator is None):
            raise ValueError("needs either queue or operator")
        return self


class Snoozed(Plain):
    """For so many minutes, or until a time with its zone."""

    minutes: Annotated[int, Field(ge=1, le=YEAR)] | None = None
    until: AwareDatetime | None = None

    @model_validator(mode="after")
    def one(self) -> Self:
        """Exactly one of the two says until when."""
        if (self.minutes is None) == (self.until is None):
            raise ValueError("needs either minutes or until")
        return self


class Switched(Plain):
    """Whether the agent may answer this contact."""

    on: bool


class Escalated(Plain):
    """Why a person must look at it."""

    reason: Short = ""


class Ruled(Plain):
    """A reviewer's decision. ``text`` replaces the draft, ``seen`` is the fingerprint of what was read."""

    decision: Literal["approved", "rejected"]
    reason: Short = ""
    text: Text | None = None
    seen: Short = ""


class Wished(Plain):
    """What a draft shall say."""

    instruction: Short = ""


class Writing(Plain):
    """``note`` says that what is being written stays inside, so the contact sees no dots."""

    note: bool = False


class Present(Plain):
    """Where a page is looking. ``tab`` is the page's own name, ``conversation`` None for the bare list."""

    tab: Key
    conversation: Key | None = None


async def body(request: web.Request, model: type[Body]) -> Body:
    """Read the body; a press without a body is one without options. Raises Fault as ``read`` does."""
    if not request.body_exists:
        with suppress(ValidationError):
            return model()
    return await read(request, model)
