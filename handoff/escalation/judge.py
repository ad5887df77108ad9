"""All mechanisms in their order: what the contact says, and what the agent is about to say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from handoff.answer import Answer
from handoff.escalation import failure, manual
from handoff.escalation.confidence import confidence
from handoff.escalation.legal import legal
from handoff.escalation.memory import Memory
from handoff.escalation.mood import Mood
from handoff.escalation.options import On, Options
from handoff.escalation.phrases.all import LANGUAGES
from handoff.escalation.promise import Promise
from handoff.escalation.request import Request
from handoff.escalation.rule import Rule
from handoff.escalation.stuck import stuck
from handoff.escalation.text import Reading, unquoted
from handoff.escalation.topic import Topic
from handoff.escalation.value import value
from handoff.escalation.verdict import Verdict
from handoff.trigger import Mechanism, Signal, Trigger

_ORDER: Final = {mechanism: place for place, mechanism in enumerate(Mechanism)}


@dataclass(frozen=True, slots=True)
class _Words:
    """What reads the words of every language."""

    request: Request
    topics: tuple[Topic, ...]
    mood: Mood
    promise: Promise


@cache
def _words() -> _Words:
    """Read the languages once for every judge: it takes longer than anything else at the start."""
    return _Words(
        Request(LANGUAGES), (legal(LANGUAGES), value(LANGUAGES)), Mood(LANGUAGES), Promise(LANGUAGES)
    )


class Judge:
    """Sees that a person is needed. Immutable; the same text and memory give the same verdict.

    A mechanism in ``Options.off`` is not asked at all, except the request: a contact who asks for a person
    gets one (law 10). ``off`` may also name a built-in rule, ``legal`` or ``high_value``.
    """

    def __init__(self, options: Options) -> None:
        """Raise ValueError, naming the rule, for a pattern that is faulty or could take forever."""
        self._options = options
        self._off = options.off - {Mechanism.REQUEST.value}
        self._words = _words()
        self._rules = tuple(Rule(each) for each in options.rules)
        self._topics = tuple(each for each in self._words.topics if each.name not in self._off)

    def contact(self, text: str, memory: Memory) -> tuple[Verdict, Memory]:
        """Judge what the contact just said; returns the verdict and what to remember."""
        reading = Reading(text)
        mood, memory = self._words.mood.see(reading, memory, self._options)
        again, memory = stuck(reading, memory, self._options)
        topics = (each.see(reading) for each in self._topics)
        seen = (self._words.request.see(reading), *self._ruled(reading, On.CONTACT), *topics, mood, again)
        return self._verdict(seen), memory

    def answer(self, answer: Answer, memory: Memory) -> tuple[Verdict, Memory]:
        """Judge what the agent is about to say; returns the verdict and what to remember."""
        reading = Reading(unquoted(answer.text))
        unknown, memory = confidence(answer, memory, self._options)
        seen = (*self._ruled(reading, On.AGENT), self._words.promise.see(reading), unknown)
        return self._verdict(seen), memory

    def failed(self, reason: str) -> Trigger:
        """Return the trigger of a turn in which the agent failed."""
        return failure.failed(reason, self._category(Mechanism.FAILURE, failure.CATEGORY))

    def manual(self, reason: str, category: str = manual.CATEGORY) -> Trigger:
        """Return the trigger of a handoff by hand; a category that was chosen is kept."""
        chosen = category if category != manual.CATEGORY else self._category(Mechanism.MANUAL, category)
        return manual.manual(reason, chosen)

    def _ruled(self, text: Reading, whose: On) -> Iterable[Signal | None]:
        return (rule.see(text) for rule in self._rules if rule.reads(whose))

    def _verdict(self, found: Iterable[Signal | None]) -> Verdict:
        on = (each for each in found if each is not None and each.mechanism.value not in self._off)
        signals = tuple(sorted(map(self._named, on), key=lambda each: _ORDER[each.mechanism]))
        first = next((each for each in signals if each.fires), None)
        if first is None:
            return Verdict(None, any(each.offers for each in signals), signals)
        return Verdict(_trigger(first, signals), False, signals)

    def _named(self, signal: Signal) -> Signal:
        return replace(signal, category=self._category(signal.mechanism, signal.category))

    def _category(self, mechanism: Mechanism, own: str) -> str:
        return self._options.categories.get(mechanism.value, own)


def _trigger(signal: Signal, signals: tuple[Signal, ...]) -> Trigger:
    return Trigger(signal.mechanism, signal.category, signal.reason, signal.score, signal.quote, signals)
