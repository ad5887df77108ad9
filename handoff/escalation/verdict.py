"""One verdict from all mechanisms: the first to fire wins, every one that fired is recorded."""

from dataclasses import dataclass

from handoff.trigger import Signal, Trigger


@dataclass(frozen=True, slots=True)
class Verdict:
    """``trigger`` is set when the conversation must go to a person; ``offer`` when to ask first."""

    trigger: Trigger | None = None
    offer: bool = False
    signals: tuple[Signal, ...] = ()

    @property
    def escalate(self) -> bool:
        """Whether a person is needed now."""
        return self.trigger is not None
