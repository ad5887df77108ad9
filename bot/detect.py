"""What detection says of lines of text, one line of JSON for each; the code behind ``handoff detect``."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from handoff.answer import Answer
from handoff.escalation.memory import Memory
from handoff.escalation.verdict import Verdict
from handoff.policy import Judging
from handoff.trigger import Signal

_CONTACT: Final = frozenset({"contact", "user", "customer"})
_AGENT: Final = frozenset({"agent", "assistant", "bot"})
_SILENT: Final = frozenset({"system", "human", "operator", "tool"})
_LONGEST: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class _Said:
    by_contact: bool
    text: str


class Lines(Iterator[str]):
    """One line of JSON per line that is not empty. ``faults`` counts those that were faulty so far."""

    def __init__(self, source: Iterable[bytes | str], judge: Judging) -> None:
        self.faults = 0
        self._judge = judge
        self._source = enumerate(source, start=1)

    def __next__(self) -> str:
        for number, line in self._source:
            text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
            text = text.strip().removeprefix("\ufeff").strip()
            if text:
                return self._judged(text, number)
        raise StopIteration

    def _judged(self, text: str, number: int) -> str:
        try:
            said = _said(text)
        except ValueError as error:
            self.faults += 1
            return json.dumps({"error": str(error), "line": number})
        return json.dumps(_report(_walk(said, self._judge)))


def lines(source: Iterable[bytes | str], judge: Judging) -> Lines:
    """Judge each line: plain text, ``{"text": ...}`` or ``{"messages": [{"role", "text"}]}``.

    A faulty line gives ``{"error", "line"}``; the returned iterator's ``faults`` counts them.
    """
    return Lines(source, judge)


def _said(line: str) -> list[_Said]:
    """Read one line; raises ValueError with a sentence for a person."""
    if not line.startswith("{"):
        return [_Said(by_contact=True, text=line)]
    if len(line) > _LONGEST:
        raise ValueError("the line is too long")
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise ValueError("not JSON that can be read: nested too deep, or a number too long") from error
    if "messages" in given:
        return _messages(given["messages"])
    return [_Said(by_contact=True, text=_text(given, "the object"))]


def _messages(given: object) -> list[_Said]:
    if not isinstance(given, list):
        raise ValueError('"messages" must be a list')
    said = [_message(each, f"message {place}") for place, each in enumerate(given, start=1)]
    return [each for each in said if each is not None]


def _message(given: object, name: str) -> _Said | None:
    if not isinstance(given, dict):
        raise ValueError(f"{name} must be an object")
    role = given.get("role")
    if role in _SILENT if isinstance(role, str) else False:
        return None
    if not isinstance(role, str) or role not in _CONTACT | _AGENT:
        raise ValueError(f'{name} needs a "role": contact or agent')
    return _Said(role in _CONTACT, _text(given, name))


def _text(given: Mapping[str, object], name: str) -> str:
    text = given.get("text", given.get("content"))
    if not isinstance(text, str):
        raise ValueError(f'{name} needs a "text"')
    return text


def _walk(said: list[_Said], judge: Judging) -> list[Verdict]:
    """Judge a whole conversation, and return the verdicts on each side's last words."""
    memory = Memory()
    last: dict[bool, Verdict] = {}
    for each in said:
        if each.by_contact:
            verdict, memory = judge.contact(each.text, memory)
        else:
            verdict, memory = judge.answer(Answer(each.text), memory)
        last.pop(each.by_contact, None)
        last[each.by_contact] = verdict
    return list(reversed(last.values()))


def _report(verdicts: list[Verdict]) -> dict[str, object]:
    """Describe the verdicts, newest first: the first that fires decides."""
    signals = [signal for verdict in verdicts for signal in verdict.signals]
    trigger = next((verdict.trigger for verdict in verdicts if verdict.trigger), None)
    return {
        "escalate": trigger is not None,
        "mechanism": trigger.mechanism.value if trigger else None,
        "category": trigger.category if trigger else None,
        "score": round(max((signal.score for signal in signals), default=0.0), 4),
        "offer": trigger is None and any(verdict.offer for verdict in verdicts),
        "reason": trigger.reason if trigger else None,
        "signals": _strongest(signals),
    }


def _strongest(signals: list[Signal]) -> dict[str, object]:
    """Return each mechanism's strongest signal."""
    weakest_first = sorted(signals, key=lambda signal: (signal.fires, signal.score))
    return {signal.mechanism.value: _signal(signal) for signal in weakest_first}


def _signal(signal: Signal) -> dict[str, object]:
    return {
        "score": round(signal.score, 4),
        "category": signal.category,
        "reason": signal.reason,
        "quote": signal.quote,
        "fires": signal.fires,
    }
