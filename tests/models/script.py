"""What the stand-in provider says: a list of steps, each played for one request, and then used up.

A script is a JSON list (or a file with one). A step is one of these, and what it may have beside it:

    {"answer": "Two days.", "confidence": 0.9, "sources": ["p1"], "asking": false}
                                        calls the output tool `answer`; "sources": "found" names every
                                        passage the request holds
    {"escalate": "Wants a refund", "category": "complaint"}
                                        calls the output tool `escalate`
    {"call": "orders__get_order", "with": {"order_id": "7"}}
                                        calls a tool; "with" may be a text, which is sent as it is
    {"calls": [{"call": ..., "with": ...}, ...]}
                                        calls several tools at once; "same_id": true gives all one id
    {"echo": "You said:"}               answers with these words and what <newest> holds
    {"text": "Hello"}                   says plain text and calls nothing
    {"fault": "quota"}                  fails, in one of the ways of FAULTS in faults.py

    "when": "refund"    play it only for a request whose newest message (or its tools' results) holds this
                        text, in any case; without it any request will do
    "anywhere": true    "when" looks at the whole request
    "times": 2          play it so often (1 if not said; 0 is for ever)
    "wait": 0.5         seconds before the first byte
    "held": true        no byte before the provider's gate is set
    "pace": 0.1         seconds between the pieces of a stream
    "piece": 12         characters in a piece of a stream
    "usage": [120, 30]  tokens of request and answer; null leaves them out of the response
    "finish": "length"  why it ended, in the words of OpenAI

For each request the first step that fits and is not used up is played. When none is left the provider
answers 500: a script that is too short is seen.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Step = dict[str, Any]

KNOWN = frozenset({"answer", "echo", "escalate", "call", "calls", "text", "fault"})


@dataclass(frozen=True)
class Call:
    """A tool the model calls; ``arguments`` are JSON, or what a broken model takes for it."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True)
class Reply:
    """One response, before it is put into the words of a provider."""

    text: str = ""
    calls: tuple[Call, ...] = ()
    finish: str = ""
    usage: tuple[int, int] | None = (120, 30)
    piece: int = 12
    pace: float = 0.0


@dataclass
class Script:
    """The steps that are left, and how often each may still be played."""

    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        for step in self.steps:
            if len(KNOWN & set(step)) != 1:
                raise ValueError(f"a step says one of {sorted(KNOWN)}: {step}")
        self._left = [step.get("times", 1) or -1 for step in self.steps]

    @classmethod
    def read(cls, path: Path) -> "Script":
        """Read a file that holds the list."""
        return cls(json.loads(path.read_text("utf-8")))

    def add(self, *steps: Step) -> None:
        """Put steps behind those that are there."""
        for step in Script(list(steps)).steps:
            self.steps.append(step)
            self._left.append(step.get("times", 1) or -1)

    def next(self, newest: str, whole: str) -> Step | None:
        """Take the first step that fits a request, or None when none is left."""
        for number, step in enumerate(self.steps):
            seen = whole if step.get("anywhere") else newest
            if self._left[number] and str(step.get("when", "")).lower() in seen.lower():
                self._left[number] -= 1
                return step
        return None


def reply(step: Step, number: int, found: Sequence[str], newest: str = "") -> Reply:
    """Turn a step into a response; ``number`` makes the calls' ids, ``found`` are the passages it saw."""
    usage = step.get("usage", (120, 30))
    return Reply(
        text=step.get("text", ""),
        calls=tuple(_calls(step, number, found, newest)),
        finish=step.get("finish", ""),
        usage=None if usage is None else (usage[0], usage[1]),
        piece=step.get("piece", 12),
        pace=step.get("pace", 0.0),
    )


def _calls(step: Step, number: int, found: Sequence[str], newest: str) -> list[Call]:
    same = step.get("same_id", False)
    return [
        Call(
            f"call_{number}_{0 if same else at}", name, given if isinstance(given, str) else json.dumps(given)
        )
        for at, (name, given) in enumerate(_wanted(step, found, newest))
    ]


def _wanted(step: Step, found: Sequence[str], newest: str) -> list[tuple[str, Any]]:
    if "echo" in step:
        return [("answer", {"text": f"{step['echo']} {newest}".strip()[:10_000], "confidence": 0.9})]
    if "answer" in step:
        sources = list(found) if step.get("sources") == "found" else step.get("sources", [])
        asking = {"asking": True} if step.get("asking") else {}
        judged = asking | {"sources": sources, "confidence": step.get("confidence", 0.9)}
        return [("answer", judged | {"text": step["answer"]})]
    if "escalate" in step:
        given = {"reason": step["escalate"], "category": step.get("category", "unknown_answer")}
        return [("escalate", given)]
    calls = step.get("calls", [step] if "call" in step else [])
    return [(call["call"], call.get("with", {})) for call in calls]
