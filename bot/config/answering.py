"""When the agent answers and when it steps aside: ``[agent]`` and ``[escalation]``."""

from pathlib import Path
from typing import Final, Literal

from pydantic import Field, model_validator

from bot.config.language_model import ModelSettings
from bot.config.opening import Opening
from bot.config.values import FilePath, Name, Pattern, Seconds, Section, Share, Title
from handoff.escalation.options import On
from handoff.policy import Active
from handoff.trigger import Mechanism

SAMPLE: Final = Path(__file__).parents[2] / "examples" / "knowledge"
Detector = Literal["rule", "failure", "promise", "mood", "stuck", "confidence", "legal", "high_value"]
"""What may be switched off: a mechanism or a built-in rule. Never the request for a person (law 10)."""


class Activation(Opening):
    """Whether the agent answers: ``[agent.channels.NAME]``, and the same keys for all in ``[agent]``."""

    active: Active = Active.ON
    silent: bool = False


class Agent(Activation):
    """``[agent]``: what answers, from what, and how sure it must be. ``model`` serves ``[help]`` as well."""

    kind: Literal["knowledge", "scripted", "model", "workflow"] = "knowledge"
    folder: FilePath = SAMPLE
    script: FilePath | None = None
    min_confidence: Share = 0.5
    timeout: Seconds = Field(30.0, gt=0)
    channels: dict[Name, Activation] = Field(default_factory=dict)
    model: ModelSettings | None = None


class Rule(Section):
    """``[escalation.rules.NAME]``: fires on any of the words (whole words, any case) or on the pattern."""

    words: tuple[Title, ...] = ()
    pattern: Pattern = ""
    on: On = On.CONTACT
    category: Name | None = None

    @model_validator(mode="after")
    def _finds_something(self) -> "Rule":
        if not self.words and not self.pattern:
            raise ValueError("finds nothing: give it words, a pattern, or both")
        return self


class Escalation(Section):
    """``[escalation]``: when a person is needed. ``queue`` is for categories that name none."""

    queue: Name = "support"
    off: tuple[Detector, ...] = ()
    max_misses: int = Field(2, ge=1, le=100)
    max_repeats: int = Field(3, ge=2, le=100)
    mood_threshold: Share = 0.75
    mood_offer: Share = 0.5
    categories: dict[Mechanism, Name] = Field(default_factory=dict)
    rules: dict[Name, Rule] = Field(default_factory=dict)
