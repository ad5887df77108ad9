"""The agent's port: a turn goes in, an answer comes out."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from handoff.answer import Answer
from handoff.ids import ConversationId


class Role(StrEnum):
    """Who said it, as the agent is told: a person's turns are labelled, and so are the team's notes."""

    CONTACT = "contact"
    AGENT = "agent"
    HUMAN = "human"
    NOTE = "note"
    """The operator's note for the agent at a return."""
    SYSTEM = "system"
    """A person joined, the human stretch ended, the conversation was closed."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the past, oldest first. Edited and deleted messages are as they stand now."""

    role: Role
    text: str
    name: str = ""
    files: tuple[str, ...] = ()
    """The names of files that came with it; what is in them is not known."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the agent must answer: ``asked`` is what the contact said since the last answer, line by line.

    ``files`` are the names of the files that came with it. ``answered`` is the seq of that last answer in the
    transcript; 0 before the first.
    ``draft`` may be called, and is never waited for, with the answer's text as far as it is written. It is
    shown as being written and may be thrown away: only what ``answer`` returns is said. ``acting`` is called
    with a tool's name right before a call that changes something: whoever takes over hears of it.
    """

    conversation: ConversationId
    asked: str
    past: tuple[Said, ...] = ()
    language: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    answered: int = 0
    files: tuple[str, ...] = ()
    draft: Callable[[str], None] | None = field(default=None, compare=False, repr=False)
    acting: Callable[[str], None] = field(default=lambda tool: None, compare=False, repr=False)


class AgentFailure(Exception):
    """The agent knows why it has no answer. ``reason`` is for operators: it holds no secret and no text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Agent(ABC):
    """Answers turns. May raise anything: a failing agent becomes a handoff, never silence."""

    @abstractmethod
    async def answer(self, turn: Turn) -> Answer:
        """Answer one turn. Cancelled when a person takes over or the contact says more."""

    async def start(self) -> None:
        """Load what it needs, before the first turn."""

    async def close(self) -> None:
        """Let go of what it holds."""
