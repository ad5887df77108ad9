"""What is wrong, or worth knowing, about a workflow file: at which node, in which line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``node`` is empty for what is about the file as a whole; ``line`` counts from 1, and 0 is nowhere.

    A workflow with an error is not run; a warning says what will happen, so that it is no surprise.
    """

    level: Level
    node: str
    line: int
    message: str

    def __str__(self) -> str:
        said = self.message if self.level == "error" else f"warning: {self.message}"
        return f"{self.node}: {said}" if self.node else said


class WorkflowFaults(Exception):
    """The file is no workflow; ``findings`` holds everything that is wrong with its shape."""

    def __init__(self, name: str, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(f"{name}:{found.line}: {found}" for found in findings))
        self.findings = tuple(findings)
