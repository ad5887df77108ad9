"""The boundary to tools of other programs: what can be called, what comes back, and what goes wrong.

Whoever calls a tool sees only this file. Names are ``server__tool``, as models and workflows write them.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

SEPARATOR: Final = "__"


class Fault(StrEnum):
    """Why a call gave no result."""

    TOOL_ERROR = "tool_error"
    """The tool ran and said that it could not do it, or crashed."""
    INVALID = "invalid"
    """The arguments do not fit the tool; nothing was done."""
    TIMEOUT = "timeout"
    """No answer in time; the connection is still good."""
    UNAVAILABLE = "unavailable"
    """The server cannot be reached, or went away."""
    PROTOCOL = "protocol"
    """What answered speaks another language than ours, or broke its rules."""
    REFUSED = "refused"
    """We do not let it: not on the allow-list, unknown, or changed since it was approved."""


class ToolFailed(Exception):
    """A tool gave no result.

    ``reason`` is a sentence for operators, without secrets, arguments or results. ``sent`` says that the
    server perhaps did what was asked: never call again without the same key unless it is False.
    """

    def __init__(self, fault: Fault, reason: str, sent: bool = False) -> None:
        super().__init__(f"{fault}: {reason}")
        self.fault = fault
        self.reason = reason
        self.sent = sent


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool that may be called.

    ``schema`` is the JSON Schema of the arguments as a model or a workflow sees it, without the key's
    argument (``key_argument``), which is filled here. ``read_only`` and ``destructive`` are the server's
    own word, or the admin's; a tool that says nothing is destructive. ``approve`` says that the admin
    wants a person to agree before a model's call. ``digest`` stands for name, description and arguments
    as they were offered. ``title`` and ``description`` are a stranger's text.
    """

    server: str
    name: str
    title: str
    description: str
    schema: Mapping[str, Any]
    read_only: bool
    destructive: bool
    key_argument: str | None
    digest: str
    approve: bool = False

    @property
    def full_name(self) -> str:
        """The name by which it is called."""
        return f"{self.server}{SEPARATOR}{self.name}"


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool gave back.

    ``data`` is JSON: the structured content if there is some, else the object or list that the text is,
    else the text. ``text`` is what a person or a model reads. ``replayed`` says that the server knew the
    key and answered from memory: nothing was done a second time.
    """

    data: Any
    text: str
    replayed: bool = False


class Toolbox(ABC):
    """All tools that this bot may call, whichever server has them."""

    @abstractmethod
    async def call(
        self,
        full_name: str,
        arguments: Mapping[str, Any],
        key: str | None = None,
        timeout: float | None = None,
    ) -> Result:
        """Call a tool and wait for its result; raises ToolFailed, and nothing else of the server's.

        ``key`` is the same for every try of one and the same act (``run:node:visit``): servers that take
        it do the act once. ``timeout`` is seconds for one try, the server's setting if None. Only a tool
        that reads, or takes the key, is tried a second time, and any whose first try was surely never sent.
        Cancelling the caller cancels the call.
        """

    async def ready(self, seconds: float) -> None:
        """Wait for servers that are being connected for the first time, at most so long; raises nothing."""

    @abstractmethod
    def tools(self) -> Sequence[Tool]:
        """Return what may be called now: allowed, offered by a server that answers, and as agreed to."""

    @abstractmethod
    def describe(self, full_name: str) -> Tool | None:
        """Return a tool as it was last offered, its server up or down; None if it may not be called."""

    async def look(self, full_name: str) -> Tool | None:
        """Return one of ``tools``, connected first where that was not done yet; None where it cannot be."""
        return self.describe(full_name)

    @abstractmethod
    def known(self, server: str) -> bool:
        """Whether the settings have a server of this name, reachable or not."""
