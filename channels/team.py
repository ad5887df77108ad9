"""What people of the team do in their messenger, and what they are answered. No platform is named here."""

from dataclasses import dataclass

from handoff.content import Button, Content
from handoff.ids import Address

LONGEST_VALUE = 2900
"""Characters of a text that every messenger can put before somebody to be changed."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the team's side, as the platform vouches for them.

    ``groups`` are those the platform says they are in: ``slack-group:S012``, ``discord-role:345``,
    ``telegram-admin:-100678``.
    """

    channel: str
    id: str
    name: str
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed. ``token`` is its ``Button.action``, ``text`` what was typed into its question.

    ``place`` is the chat or thread where the button stands, ``ref`` the message that carries it.
    """

    by: Person
    place: Address
    token: str
    ref: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wrote:
    """Somebody wrote in a desk thread: plain text, or a command such as ``/note call her back``.

    ``quotes`` is the ref of the message in this thread that was replied to.
    """

    by: Person
    thread: Address
    ref: str
    content: Content
    quotes: str | None = None


@dataclass(frozen=True, slots=True)
class Rewrote:
    """Somebody changed a message of their own in a desk thread."""

    by: Person
    thread: Address
    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class Erased:
    """A message in a desk thread was deleted; the platform may not say by whom."""

    thread: Address
    ref: str


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody put a reaction on a message in a desk thread, or took it off. ``emoji`` is Unicode."""

    by: Person
    thread: Address
    ref: str
    emoji: str
    on: bool


@dataclass(frozen=True, slots=True)
class ThreadGone:
    """A desk thread, or the message it hangs on, was deleted on the platform."""

    thread: Address
    reason: str


TeamEvent = Pressed | Wrote | Rewrote | Erased | Reacted | ThreadGone


@dataclass(frozen=True, slots=True)
class Ask:
    """A question for one text: a modal where there are modals, else a message to reply to.

    The answer comes back as ``Pressed`` with this ``token`` and the text, which may be empty. ``value`` is
    what stands there to be changed, at most ``LONGEST_VALUE`` characters; where it can only be shown, an
    answer without text asks again.
    """

    title: str
    label: str
    token: str
    submit: str = "Send"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person is shown, as privately as the platform allows; an empty one shows nothing.

    ``alert`` asks for attention: the press did not do what its label says. ``buttons`` carry tokens.
    ``noted`` says that what was written became a note, ``held`` that it waits for one of the buttons,
    ``unknown`` that the thread is no conversation's, or not yet.
    """

    text: str = ""
    buttons: tuple[Button, ...] = ()
    ask: Ask | None = None
    alert: bool = False
    noted: bool = False
    held: bool = False
    unknown: bool = False
