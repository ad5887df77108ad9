"""The same question again: in the same words, or in others that share most of what carries meaning."""

from dataclasses import replace
from typing import Final

from handoff.escalation.memory import Memory
from handoff.escalation.options import Options
from handoff.escalation.phrases.filler import FILLERS
from handoff.escalation.text import Reading, unspaced
from handoff.trigger import Mechanism, Signal

CATEGORY: Final = "stuck"
REMEMBERED: Final = 4
ALIKE: Final = 0.65
_STEM: Final = 5
_PARTS: Final = 30


def stuck(text: Reading, memory: Memory, options: Options) -> tuple[Signal | None, Memory]:
    """Return a signal when a question comes back, and the memory with this question in it.

    Words that ask nothing ("yes", "ok thanks") change nothing.
    """
    parts = _parts(text)
    if not parts:
        return None, memory
    again = any(_alike(parts, frozenset(asked.split(" "))) for asked in memory.asked)
    asked = (*memory.asked, " ".join(sorted(parts)))[-REMEMBERED:]
    seen = replace(memory, asked=asked, repeats=memory.repeats + 1 if again else 0)
    return (_signal(seen, options) if again else None), seen


def _signal(memory: Memory, options: Options) -> Signal:
    times = memory.repeats + 1
    unanswered = memory.misses >= max(2, options.max_misses)
    fires = times >= options.max_repeats or unanswered
    offers = not fires and times >= options.max_repeats - 1
    reason = f"The same question {times} times" + (", and no answer was found." if unanswered else ".")
    score = 0.9 if fires else 0.7 * times / options.max_repeats
    return Signal(Mechanism.STUCK, CATEGORY, score, reason, fires=fires, offers=offers)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= ALIKE * (len(one) + len(other))


def _parts(text: Reading) -> frozenset[str]:
    """Return what carries meaning: beginnings of words, or pairs of letters in unspaced writing."""
    found: list[str] = []
    for word in text.words:
        if word in FILLERS or word in "|?":
            continue
        found += _pairs(word) if unspaced(word[0]) else [word[:_STEM]]
    return frozenset(found[:_PARTS])


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
