"""From what the model said to what may be said: sources that were read, links that are allowed, honest words.

Decided once, here:

* A call that only became a proposal: the model's prose is dropped, our own sentence says that nothing has
  been done yet. Prose can claim anything, in any language; a check of it cannot be complete.
* An act that failed and was not made good: a person is needed, and the prose is dropped as well.
* A claim of an act that was never tried, insisted on when asked to mend it (honest.py): the same.
* Confidence is the lesser of the model's and of what it rests on: the best passage that it named, a tool's
  result, a colleague's words; nothing is a weak reason.
"""

import re
from collections.abc import Collection
from typing import Final

from bot.agent.model.frame import clean
from bot.agent.model.honest import unfounded
from bot.agent.model.links import Links, hosts
from bot.agent.model.output import Answering, Escalating, Output
from bot.agent.model.phrases import Phrases, phrases
from bot.agent.model.shelf import Passage
from bot.agent.model.work import Work
from handoff.answer import Answer, Plea

TEAM: Final = "team"
UNKNOWN: Final = "unknown_answer"
FAILED: Final = "agent_failed"
_NOTHING: Final = 0.3
"""What an answer rests on that names no passage, no result and no colleague."""
_TOLD: Final = 0.9
_QUESTION: Final = re.compile(r"[?？؟]\s*[^\w]*$")


def judged(output: Output, work: Work, links: Collection[str], categories: Collection[str]) -> Answer:
    """Return the answer as it may be said."""
    say = phrases(work.turn.language)
    if isinstance(output, Escalating):
        return _escalated(output, work, say, categories)
    if work.broken:
        return _broken(output, work, say)
    if work.proposals:
        return _proposed(output, work, say)
    if unfounded(output.text, work):
        return _claimed(output, work, say)
    return _answered(output, work, allowed(work, links))


def allowed(work: Work, links: Collection[str]) -> Links:
    """Return which links may stand in this turn's text."""
    return Links(links, hosts(passage.text for passage in work.read.values()))


def certainty(output: Answering, work: Work) -> float:
    """Return how far the answer may be believed: the model's word, and no more than what it rests on."""
    return min(output.confidence, _support(output, work))


def _answered(output: Answering, work: Work, links: Links) -> Answer:
    named = _named(output, work)
    sources = tuple(dict.fromkeys(passage.section.source for passage in named))
    text = links.plain(clean(output.text)).strip()
    if not named and output.asking and _QUESTION.search(text):
        return Answer(text, steps=tuple(work.steps))
    return Answer(text, certainty(output, work), sources=sources, steps=tuple(work.steps))


def _named(output: Answering, work: Work) -> list[Passage]:
    """Return the passages that the model named and that were really read, each once."""
    ids = dict.fromkeys(id.strip().lower() for id in output.sources)
    return [work.read[id] for id in ids if id in work.read]


def _support(output: Answering, work: Work) -> float:
    reasons = [passage.confidence for passage in _named(output, work)]
    if work.facts:
        reasons.append(1.0)
    if work.colleagues and TEAM in (id.strip().lower() for id in output.sources):
        reasons.append(_TOLD)
    return max(reasons, default=_NOTHING)


def _proposed(output: Answering, work: Work, say: Phrases) -> Answer:
    work.step("withheld", output.text)
    text = say.partly if work.acts else say.proposed
    return Answer(text, steps=tuple(work.steps), proposals=tuple(work.proposals.values()))


def _claimed(output: Answering, work: Work, say: Phrases) -> Answer:
    work.step("withheld", output.text)
    why = "The assistant claimed to have acted for the contact, and had called nothing."
    return _handed_over(say.unknown, Plea(why, FAILED), work)


def _broken(output: Answering, work: Work, say: Phrases) -> Answer:
    work.step("withheld", output.text)
    what = "; ".join(f"{tool} ({how})" for tool, how in work.broken.items())
    why = f"The assistant tried to act for the contact and failed: {what}."
    return _handed_over(say.failed, Plea(why, FAILED), work)


def _escalated(output: Escalating, work: Work, say: Phrases, categories: Collection[str]) -> Answer:
    """Hand over with the model's reason, marked as its own; what it had proposed is left to the person."""
    reason = " ".join(clean(output.reason).split())[:400]
    category = output.category.strip()
    plea = Plea(f"The assistant says: {reason}", category if category in categories else UNKNOWN)
    return _handed_over(say.unknown, plea, work)


def _handed_over(text: str, plea: Plea, work: Work) -> Answer:
    return Answer(text, confidence=0.0, known=False, steps=tuple(work.steps), plea=plea)
