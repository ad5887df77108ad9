"""What people of the team wrote in this conversation, and which of it answers a question.

What a person said openly to the contact may be said again, as that person's words. A note is meant for the
team: its words help to understand and are never repeated to the contact.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.agent.base import Role, Said
from bot.agent.knowledge.index import Index, Term
from bot.agent.knowledge.words import listed, words

_NEWEST: Final = 60
"""Lines of the past that are looked at."""

_READ: Final = 4000
"""Characters of each that are read."""

_ENOUGH: Final = 0.6
_SOMETHING: Final = 1.5
"""Weight: one word that any conversation has is no reason to quote somebody."""

_LONGEST: Final = 600
_SAYING: Final = listed("""
say said says saying tell told telling promise promised mention mentioned write wrote written explain
explained offered agreed advised suggested
sagen sagte gesagt schrieb geschrieben versprochen versprach erzahlt meinte erklart
dit disait ecrit promis explique dijo dicho escribio prometio explico
""")
_COLLEAGUE: Final = listed("""
colleague colleagues coworker human operator kollege kollegin kollegen mitarbeiter mitarbeiterin
collegue conseiller conseillere colega companero companera
""")
_PRONOUN: Final = listed("he she er elle ella")
_AROUND: Final = listed("about again regarding uber concernant sobre")
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?\n]?")


@dataclass(frozen=True, slots=True)
class Quote:
    """A person's own words to the contact, and how much of the question they hold, 0 to 1."""

    name: str
    text: str
    coverage: float


class People:
    """The team's part of one conversation's past."""

    def __init__(self, past: Sequence[Said]) -> None:
        lines = [replace(line, text=line.text[:_READ]) for line in past[-_NEWEST:]]
        self.said = tuple(line for line in lines if line.role is Role.HUMAN and _tells(line.text))
        noted = [line for line in lines if line.role is Role.NOTE and line.text.strip()]
        self.note = noted[-1] if noted else None

    def asked_about(self, question: str) -> bool:
        """Say whether a question is about what somebody of the team said: "what did Ana say?"."""
        asked = frozenset(words(question))
        if asked.isdisjoint(_SAYING):
            return False
        return self.named(question) or bool(self.said and not asked.isdisjoint(_PRONOUN))

    def named(self, question: str) -> bool:
        """Say whether a question speaks of a colleague by name or calling, and not just of somebody."""
        return not frozenset(words(question)).isdisjoint(self._names() | _COLLEAGUE)

    def meant(self, question: str) -> str:
        """Return the name of the person a question is about: the one it names, or the last who wrote."""
        asked = frozenset(words(question))
        named = [line.name for line in self.said if not asked.isdisjoint(words(line.name))]
        return (named or [line.name for line in self.said] or [""])[-1]

    def topic(self, question: str, index: Index) -> tuple[Term, ...]:
        """Return what is asked, without the words that only say whose words are wanted."""
        around = self._names() | _SAYING | _COLLEAGUE | _PRONOUN | _AROUND
        return tuple(term for term in index.terms(question) if term.word not in around)

    def about(self, terms: Sequence[Term], index: Index, name: str = "") -> Quote | None:
        """Return the words that hold most of what is asked, the newest of equals; None if that is little."""
        quotes = [
            Quote(line.name, line.text.strip(), index.cover(terms, line.text))
            for line in self.said
            if not name or line.name == name
        ]
        best = max(reversed(quotes), key=lambda quote: quote.coverage, default=None)
        return best if best and _holds(best.coverage, terms) else None

    def last(self, name: str) -> Quote | None:
        """Return the last thing a person wrote."""
        said = [line for line in self.said if line.name == name]
        return Quote(name, said[-1].text.strip(), 1.0) if said else None

    def _names(self) -> frozenset[str]:
        return frozenset(word for line in self.said for word in words(line.name))


def quoted(quote: Quote) -> str:
    """Return the words as a Markdown quotation, cut where they are long."""
    text = quote.text if len(quote.text) <= _LONGEST else quote.text[:_LONGEST].rsplit(None, 1)[0] + " …"
    return "\n".join(f"> {line}" for line in text.splitlines())


def _holds(coverage: float, terms: Sequence[Term]) -> bool:
    return coverage >= _ENOUGH and coverage * sum(term.weight for term in terms) >= _SOMETHING


def _tells(text: str) -> bool:
    """Say whether a message states something: there is nothing to quote in "how can I help you?"."""
    sentences = _SENTENCE.findall(text)
    return any(len(words(said)) >= 3 for said in sentences if not said.endswith("?"))
