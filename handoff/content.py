"""What a person sees: text, buttons, fields, files. No platform is named here."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How much a button wants to be pressed."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A labelled choice; ``action`` is what the press means to us and never shows.

    One with a ``url`` (http or https, from our own settings) opens that page instead.
    """

    label: str
    action: str
    style: Style = Style.PLAIN
    url: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A short fact beside the text."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class File:
    """A stored upload. ``id`` finds its bytes, ``type`` is a checked media type, ``size`` is in bytes."""

    id: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer was read: a page's title, its section, and an address if it has one."""

    title: str
    section: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """One message as people see it. The text is data: channels escape it, nobody interprets it."""

    text: str = ""
    buttons: tuple[Button, ...] = ()
    fields: tuple[Field, ...] = ()
    files: tuple[File, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def words(self) -> str:
        """The text and the names of the files, for where only words can stand."""
        return " ".join(filter(None, (self.text, *(f"[{file.name}]" for file in self.files))))
