"""One leap of a run in the making: where it stands by now, and what it wants done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.workflow.graph import Workflow
from bot.workflow.language.exits import Ending, ending
from bot.workflow.language.nodes import Node
from bot.workflow.quoted import quoted
from bot.workflow.running.failing import failure
from bot.workflow.running.sight import Sight, scope
from bot.workflow.texts import Text
from handoff.events import Act, Speak
from handoff.run import Awaits, Phase, Run, Wait

PATH: Final = 100
"""So many of the last nodes are kept."""
PERHAPS: Final = "perhaps"
"""The kind of an error after which nobody knows whether the tool did its work."""


@dataclass(frozen=True, slots=True)
class Leap:
    """``then`` is how the run stands after its steps, ``acts`` what it wants, in order."""

    then: Run
    acts: tuple[Act, ...] = ()


class Course:
    """Lives inside one call of ``leap`` and never leaves it."""

    def __init__(self, workflow: Workflow, run: Run, sight: Sight) -> None:
        self.workflow = workflow
        self.run = run
        self.sight = sight
        self._acts: list[Act] = []

    @property
    def node(self) -> Node:
        """Where it stands."""
        return self.workflow.node(self.run.node)

    @property
    def leads_on(self) -> bool:
        """Whether an edge begins at the node where it stands."""
        exits = self.workflow.exits(self.run.node)
        return any(self.workflow.follow(self.run.node, exit) is not None for exit in exits)

    @property
    def scope(self) -> Mapping[str, Any]:
        """What it knows."""
        return scope(self.run, self.sight)

    def text(self, source: str) -> str:
        """Fill a text in; raises TextFault."""
        return Text(source).render(self.scope, self.sight.language or "en")

    def team_text(self, source: str) -> str:
        """Fill a text for the team in, in which every value shows as one; raises TextFault."""
        return Text(source).render(quoted(dict(self.scope)), self.sight.language or "en")

    def act(self, *acts: Act) -> None:
        """Want something done."""
        self._acts += acts

    def keep(self, **variables: Any) -> None:
        """Remember values for the nodes that follow."""
        self._change(variables={**self.run.variables, **variables})

    def doubt(self, doubts: Mapping[str, str]) -> None:
        """Remember which acts were perhaps done."""
        self._change(doubts=dict(doubts))

    def prove(self, address: str) -> None:
        """Remember that the contact has the address, also when a later gate verifies another one."""
        self._change(proven=self.run.proven | {address})

    def blame(self, reason: str, kind: str) -> None:
        """Remember why something did not work, for the nodes behind an exit ``error``."""
        self.keep(error={"reason": reason, "message": reason, "kind": kind})

    def wait(self, awaits: Awaits, due: float | None = None, notes: Mapping[str, Any] | None = None) -> None:
        """Stand still until something has come; no longer than the run may live."""
        self._change(phase=Phase.WAITING, wait=Wait(awaits, self.by(due), notes=notes or {}))

    def by(self, due: float | None) -> float | None:
        """Return the time, or the end of the run's life where that comes first; None for never."""
        times = [time for time in (due, self._end) if time is not None]
        return min(times, default=None)

    def leave(self, exit: str) -> None:
        """Take an exit: go where its edge leads, or end as is stated for one that has no edge."""
        self._change(phase=Phase.GOING, wait=None, exit="")
        target = self.workflow.follow(self.run.node, exit)
        if target is None:
            self._end_at(exit)
            return
        path = (*self.run.path, self.run.node)[-PATH:]
        self._change(node=target, visit=self.run.visit + 1, path=path)
        if self.run.visit > self.workflow.settings.max_steps:
            self.fail(f"it took more than {self.workflow.settings.max_steps} steps")

    def fail(self, reason: str) -> None:
        """End it as failed, and tell the contact so (law 9)."""
        self._break_off(reason)

    def _break_off(self, reason: str, *, doubtful: bool = False) -> None:
        apology = self.workflow.settings.apology
        self.act(*failure(self.run, reason, self.sight.words, apology, doubtful=doubtful))
        self._change(phase=Phase.FAILED, wait=None, exit="", error=reason)

    @property
    def overdue(self) -> bool:
        """Whether it has lived longer than its file allows."""
        return self._end is not None and self.sight.now >= self._end

    def finish(self) -> Leap:
        """Close it."""
        return Leap(self.run, tuple(self._acts))

    @property
    def _end(self) -> float | None:
        limit = self.workflow.settings.expires
        return None if limit is None else self.run.began + limit

    def _end_at(self, exit: str) -> None:
        if ending(self.node, exit) is Ending.SILENT:
            self._change(phase=Phase.DONE)
        elif exit in ("failed", "expired"):
            words = self.sight.words
            self.act(Speak(self._apology(words.gate_failed if exit == "failed" else words.tool_expired)))
            self._change(phase=Phase.DONE)
        else:
            self._fail_at(exit)

    def _fail_at(self, exit: str) -> None:
        """End it as failed, with the reason there is."""
        known = self.run.variables.get("error") if exit == "error" else None
        reason = known["reason"] if known else f"the exit {exit!r} leads nowhere"
        self._break_off(reason, doubtful=known is not None and known["kind"] == PERHAPS)

    def _apology(self, ours: str) -> str:
        return self.workflow.settings.apology or ours

    def _change(self, **changes: Any) -> None:
        self.run = replace(self.run, **changes)
