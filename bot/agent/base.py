"""The agent's port: a turn goes in, an answer comes out."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class Turn:
    """What the agent must answer: ``asked`` is what the contact said since the last answer, line by line."""

    conversation: ConversationId
    asked: str
    past: tuple[Said, ...] = ()
    language: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)


class Agent(ABC):
    """Answers turns. May raise anything: a failing agent becomes a handoff, never silence."""

    @abstractmethod
    async def answer(self, turn: Turn) -> Answer:
        """Answer one turn. Cancelled when a person takes over or the contact says more."""

    async def start(self) -> None:
        """Load what it needs, before the first turn."""

    async def close(self) -> None:
        """Let go of what it holds."""
