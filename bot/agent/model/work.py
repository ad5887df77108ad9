"""What one turn has gathered on our side while the model thought: the only facts its answer is judged by."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.agent.base import Role, Turn
from bot.agent.knowledge.section import Section
from bot.agent.model.shelf import Passage
from channels.fit import clip
from handoff.answer import Proposal, Step

_LONGEST: Final = 300
"""Characters of a step's text: operators read it in passing."""


@dataclass(slots=True)
class Work:
    """``read`` are the passages by the ids the model knows; ``broken`` the acts that failed and how."""

    turn: Turn
    read: dict[str, Passage] = field(default_factory=dict)
    facts: bool = False
    """Whether a tool gave a result."""
    broken: dict[str, str] = field(default_factory=dict)
    acts: list[str] = field(default_factory=list)
    """The calls that changed something, or perhaps did, by their tools' names."""
    proposals: dict[str, Proposal] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    warned: bool = False
    """Whether the model was told already that it claims what it has not done."""

    def step(self, kind: str, text: str) -> None:
        """Note what was done, for operators."""
        self.steps.append(Step(kind, clip(" ".join(text.split()), _LONGEST)))

    def found(self, passage: Passage) -> str:
        """Return the passage's id; the same section has one id in a turn, and its best confidence."""
        for id, known in self.read.items():
            if _same(known.section, passage.section):
                if passage.confidence > known.confidence:
                    self.read[id] = passage
                return id
        id = f"p{len(self.read) + 1}"
        self.read[id] = passage
        return id

    @property
    def colleagues(self) -> bool:
        """Whether one of the team has said something in this conversation."""
        return any(said.role in (Role.HUMAN, Role.NOTE) for said in self.turn.past)

    @property
    def sound(self) -> bool:
        """Whether the model's own words may be said: nothing it tried was left undone."""
        return not self.proposals and not self.broken


def call_key(turn: Turn, tool: str, arguments: Mapping[str, Any]) -> str:
    """Return the same key for the same call about the same open question.

    It is made of the conversation, the place of the last answer in it, the tool and its arguments, so a turn
    that is asked again after a crash, or after the contact wrote one more line, repeats no act; after the
    next answer, also one in the same words, the same act may be wanted anew.
    """
    parts = [turn.conversation, turn.answered, tool, arguments]
    text = json.dumps(parts, sort_keys=True, default=str)
    return "agent:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:40]


def _same(one: Section, other: Section) -> bool:
    return (one.file, one.name) == (other.file, other.name)
