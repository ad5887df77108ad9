"""All sections by their words, and how much of a question each one covers.

A word weighs what it tells: one that every section has weighs little, one that no section has weighs
most, because a question about something unknown must not look answered. Words of any conversation count
nothing or little. A section gets the share of the question's weight that it holds, by the best place
it holds a word in: its heading and other wordings fully, its text somewhat less. The figure can be
compared between questions, which the ranks of a search engine cannot.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.agent.knowledge.confidence import confidence
from bot.agent.knowledge.section import Section
from bot.agent.knowledge.speller import Speller
from bot.agent.knowledge.vocabulary import EMPTY, KIN, PALE
from bot.agent.knowledge.words import fold, listed, stem, words

_HEADING: Final = 1.0
_ALIAS: Final = 1.0
_ABOVE: Final = 0.6
_TEXT: Final = 0.8
_KIN: Final = 0.8
_TYPO: Final = 0.85
_BEGINNING: Final = 0.7
_PALE: Final = 0.25
_BEST_THREE: Final = (0.6, 0.2, 0.2)
_LONGEST: Final = 60
"""Words of a question that are looked at."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question: the stems that would answer it and how well each does, and its weight."""

    word: str
    stems: Mapping[str, float]
    weight: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A section and how well it fits. ``coverage``, ``likeness`` and ``confidence`` are between 0 and 1."""

    section: Section
    coverage: float
    likeness: float
    confidence: float


class Index:
    """Searches sections. Never changes once built, so a new one can take its place between two turns."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = tuple(sections)
        self._wordings = [_wordings(section) for section in self.sections]
        self._postings = _postings(self.sections, self._wordings)
        self._pale = frozenset(map(stem, PALE))
        self._weights = {form: self._rarity(form) for form in self._postings}
        self._told = [[sum(map(self._weight, wording)) for wording in found] for found in self._wordings]
        self._named = _named(self.sections)
        self._kin = _kin()
        known = {word for section in self.sections for word in _all_words(section)}
        self._forms = {word: stem(word) for word in known}
        self._speller = Speller(known | EMPTY | PALE)
        self._beginnings = _beginnings(self._postings)

    def terms(self, text: str, share: float = 1.0) -> tuple[Term, ...]:
        """Return what a text asks for; ``share`` weighs it beside other texts of the same search."""
        found: dict[str, Term] = {}
        for word in words(text):
            if word not in EMPTY and word not in found and len(found) < _LONGEST:
                term = self._term(word)
                if term.weight > 0:
                    found[word] = Term(word, term.stems, term.weight * share)
        return tuple(found.values())

    def search(self, terms: Sequence[Term], limit: int = 5) -> list[Hit]:
        """Return the sections that fit best, the best first."""
        total = sum(term.weight for term in terms)
        if total <= 0:
            return []
        shares: defaultdict[int, float] = defaultdict(float)
        for term in terms:
            for number, held in self._held(term).items():
                shares[number] += term.weight * held / total
        nearest = sorted(shares, key=lambda number: -shares[number])[: max(limit * 3, 15)]
        hits = [self._hit(number, shares[number], terms) for number in nearest]
        return sorted(hits, key=lambda hit: -hit.confidence)[:limit]

    def named(self, text: str) -> tuple[Section, ...]:
        """Return the sections that are called exactly this, by heading or by another wording."""
        return self._named.get(_key(text), ())

    def label(self, section: Section) -> str:
        """Return the shortest name that leads to this section and no other."""
        return section.heading if self.named(section.heading) == (section,) else section.name

    def tells(self, text: str) -> bool:
        """Say whether a text holds enough to be a question of its own: two words that are not pale."""
        return sum(term.weight > 1 for term in self.terms(text)) >= 2

    def cover(self, terms: Sequence[Term], text: str) -> float:
        """Return the share of the terms' weight that any text holds, also words that no section has."""
        total = sum(term.weight for term in terms)
        held = set(map(stem, words(text)))
        found = (1.0 if stem(term.word) in held else _best(term, held) for term in terms)
        return (
            sum(term.weight * share for term, share in zip(terms, found, strict=True)) / total
            if total
            else 0.0
        )

    def _held(self, term: Term) -> dict[int, float]:
        held: dict[int, float] = {}
        for form, quality in term.stems.items():
            for number, place in self._postings.get(form, {}).items():
                held[number] = max(held.get(number, 0.0), place * quality)
        return held

    def _hit(self, number: int, coverage: float, terms: Sequence[Term]) -> Hit:
        wordings = zip(self._wordings[number], self._told[number], strict=True)
        likeness = _closest([self._likeness(terms, wording, told) for wording, told in wordings])
        found = coverage * sum(term.weight for term in terms)
        return Hit(self.sections[number], coverage, likeness, confidence(coverage, likeness, found))

    def _likeness(self, terms: Sequence[Term], wording: frozenset[str], told: float) -> float:
        """Return the weight that a question and a wording share, of all the weight in either."""
        asked = met = 0.0
        answered: set[str] = set()
        for term in terms:
            asked += term.weight
            if forms := [form for form in term.stems if form in wording]:
                met += term.weight * max(term.stems[form] for form in forms)
                answered.update(forms)
        rest = told - sum(map(self._weight, answered))
        return met / (asked + rest) if asked + rest else 0.0

    def _term(self, word: str) -> Term:
        form = stem(word)
        if form in self._postings:
            return Term(word, {**self._related(form), form: 1.0}, self._weight(form))
        if form in self._pale or word in PALE:
            return Term(word, {}, self._weight(form))
        near = self._speller.near(word)
        if near & EMPTY:
            return Term(word, {}, 0.0)
        meant = [self._forms[known] for known in near if known in self._forms and len(word) > 4]
        if meant:
            return Term(word, dict.fromkeys(meant, _TYPO), self._weight(form))
        if near & PALE:
            return Term(word, {}, _PALE * self._weight(form))
        return Term(word, {**self._begun(form), **self._related(form)}, self._weight(form))

    def _weight(self, form: str) -> float:
        found = self._weights.get(form)
        return self._rarity(form) if found is None else found

    def _rarity(self, form: str) -> float:
        having = len(self._postings.get(form, ()))
        told = math.log(1 + (len(self.sections) - having + 0.5) / (having + 0.5))
        return told * (_PALE if form in self._pale or form.isdigit() else 1.0)

    def _related(self, form: str) -> dict[str, float]:
        return {other: _KIN for other in self._kin.get(form, ()) if other in self._postings}

    def _begun(self, form: str) -> dict[str, float]:
        """Return known stems that begin like this one: compounds and the endings of other languages."""
        begun = self._beginnings.get(form[:5], ()) if len(form) >= 5 else ()
        return {other: _BEGINNING for other in begun if other.startswith(form) or form.startswith(other)}


def _closest(likenesses: Sequence[float]) -> float:
    """Return the mean of the best three, the first one counting most: one lucky wording is not a section."""
    best = list(zip(sorted(likenesses, reverse=True), _BEST_THREE, strict=False))
    return sum(value * share for value, share in best) / sum(share for _, share in best)


def _best(term: Term, held: Iterable[str]) -> float:
    return max((quality for form, quality in term.stems.items() if form in held), default=0.0)


def _key(text: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return " ".join(kept.split()) or text.strip()


def _all_words(section: Section) -> Iterable[str]:
    for text in (*section.trail, section.heading, *section.aliases):
        yield from words(text)
    for block in section.blocks:
        yield from words(block.plain)


def _wordings(section: Section) -> tuple[frozenset[str], ...]:
    texts = (section.heading, *section.aliases)
    return tuple(frozenset(stem(word) for word in words(text) if word not in EMPTY) for text in texts)


def _postings(
    sections: Sequence[Section], wordings: Sequence[Iterable[frozenset[str]]]
) -> dict[str, dict[int, float]]:
    postings: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for number, section in enumerate(sections):
        places = [(stem(word), _TEXT) for block in section.blocks for word in words(block.plain)]
        places += [(stem(word), _ABOVE) for above in section.trail for word in words(above)]
        places += [(form, _ALIAS) for wording in wordings[number] for form in wording]
        places += [(stem(word), _HEADING) for word in words(section.heading)]
        for form, place in places:
            postings[form][number] = max(place, postings[form].get(number, 0.0))
    return dict(postings)


def _named(sections: Sequence[Section]) -> dict[str, tuple[Section, ...]]:
    named: defaultdict[str, list[Section]] = defaultdict(list)
    for section in sections:
        for text in dict.fromkeys(map(_key, (section.heading, section.name, *section.aliases))):
            named[text].append(section)
    return {text: tuple(found) for text, found in named.items()}


def _kin() -> dict[str, frozenset[str]]:
    kin: defaultdict[str, set[str]] = defaultdict(set)
    for group in KIN.strip().splitlines():
        forms = set(map(stem, listed(group)))
        for form in forms:
            kin[form] |= forms - {form}
    return {form: frozenset(others) for form, others in kin.items()}


def _beginnings(forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    begun: defaultdict[str, list[str]] = defaultdict(list)
    for form in forms:
        if len(form) >= 5:
            begun[form[:5]].append(form)
    return {begin: tuple(found) for begin, found in begun.items()}
