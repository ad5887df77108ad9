"""The agent does not know: it says so, or is unsure; one miss alone never decides, its own plea does."""

from dataclasses import replace
from typing import Final

from handoff.answer import Answer, Plea
from handoff.escalation.memory import Memory
from handoff.escalation.options import Options
from handoff.trigger import Mechanism, Signal

CATEGORY: Final = "unknown_answer"
_LEAST: Final = 2


def confidence(answer: Answer, memory: Memory, options: Options) -> tuple[Signal | None, Memory]:
    """Return the signal of an answer, and the memory with its misses counted; a good answer ends the row."""
    if answer.plea is not None:
        return _plea(answer.plea), memory
    if not _missed(answer, options):
        return None, replace(memory, misses=0)
    seen = replace(memory, misses=memory.misses + 1)
    return _miss(answer, seen.misses, max(_LEAST, options.max_misses)), seen


def _missed(answer: Answer, options: Options) -> bool:
    unsure = answer.confidence is not None and answer.confidence < options.min_confidence
    return unsure or not answer.known


def _plea(plea: Plea) -> Signal:
    return Signal(Mechanism.CONFIDENCE, plea.category or CATEGORY, 1.0, plea.reason, fires=True)


def _miss(answer: Answer, misses: int, most: int) -> Signal:
    fires = misses >= most
    sure = 0.0 if answer.confidence is None else max(0.0, min(1.0, answer.confidence))
    score = 0.9 if fires else 0.7 * misses / most * (1.0 - sure / 2)
    reason = "No answer was known" if not answer.known else "The answer was unsure"
    times = f", {misses} times in a row" if misses > 1 else ""
    return Signal(Mechanism.CONFIDENCE, CATEGORY, score, f"{reason}{times}.", fires=fires, offers=not fires)
