"""What was found, put into words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from bot.agent.knowledge.index import Hit, Index, Term
from bot.agent.knowledge.passage import LONGEST, passage
from bot.agent.knowledge.people import Quote, quoted
from bot.agent.knowledge.phrases import Phrases
from bot.agent.knowledge.smalltalk import Talk
from handoff.answer import Answer
from handoff.content import Source

_NEAR: Final = 0.02
"""Confidence below which a section is not even worth offering."""


@dataclass(frozen=True, slots=True)
class Find:
    """One question and the sections that fit it, the best first."""

    question: str
    terms: tuple[Term, ...]
    hits: tuple[Hit, ...]

    @property
    def confidence(self) -> float:
        """That of the best section, or 0."""
        return self.hits[0].confidence if self.hits else 0.0


def small(talk: Talk, say: Phrases) -> Answer:
    """Answer small talk; it has no confidence, so it counts as neither a hit nor a miss."""
    match talk:
        case Talk.MACHINE:
            return Answer(say.machine)
        case Talk.BYE:
            return Answer(say.bye)
        case Talk.THANKS:
            return Answer(say.thanks)
        case Talk.FINE:
            return Answer(say.fine)
        case Talk.GREETING:
            return Answer(say.greeting)
        case Talk.AGREED:
            return Answer(say.agreed)
    assert_never(talk)


def known(finds: Sequence[Find], missed: Sequence[Find], index: Index, say: Phrases) -> Answer:
    """Answer one or more questions from their best sections; ``missed`` are those that stay open."""
    parts = [_passage(find, index, LONGEST // len(finds)) for find in finds]
    if len(finds) > 1:
        parts = [
            f"**{find.hits[0].section.heading}**\n\n{part}" for find, part in zip(finds, parts, strict=True)
        ]
    if missed:
        parts.append(say.half)
    figures = [find.confidence for find in (*finds, *missed)]
    sources = tuple(find.hits[0].section.source for find in finds)
    return Answer("\n\n".join(parts), confidence=sum(figures) / len(figures), sources=sources)


def unknown(finds: Sequence[Find], index: Index, say: Phrases, suggestions: int, text: str = "") -> Answer:
    """Say honestly that nothing was found, and offer what lies nearest."""
    near = sorted((hit for find in finds for hit in find.hits), key=lambda hit: -hit.confidence)
    labels = dict.fromkeys(index.label(hit.section) for hit in near if hit.confidence >= _NEAR)
    offered = tuple(labels)[:suggestions]
    parts = [text or say.unknown, *([say.nearest] if offered else []), say.person]
    figure = max((find.confidence for find in finds), default=0.0)
    return Answer(" ".join(parts), confidence=figure, known=False, suggestions=offered)


def repeated(quote: Quote, say: Phrases, confidence: float, lead: str = "") -> Answer:
    """Repeat what a person wrote to the contact, as that person's words."""
    name = quote.name or say.colleague
    text = f"{(lead or say.said).format(name=name)}\n\n{quoted(quote)}"
    return Answer(text, confidence=confidence, sources=(Source(name),))


def _passage(find: Find, index: Index, longest: int) -> str:
    return passage(find.hits[0].section, lambda text: index.cover(find.terms, text), longest)
