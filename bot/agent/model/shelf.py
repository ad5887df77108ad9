"""The pages the model may look things up in: the knowledge agent's folder and index, as a search."""

from dataclasses import dataclass

from bot.agent.knowledge.pages import Pages
from bot.agent.knowledge.passage import passage
from bot.agent.knowledge.section import Section

_LEAST = 0.05
"""Confidence below which a section is not worth reading."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What was found: a section, the text of it that fits, and how well (between 0 and 1)."""

    section: Section
    text: str
    confidence: float


class Shelf(Pages):
    """Pages that are searched by whoever asks, in whatever words."""

    def search(self, query: str, limit: int = 4) -> list[Passage]:
        """Return the passages that fit best, the best first; nothing before ``start``."""
        index = self.index
        if index is None:
            return []
        terms = index.terms(query)
        return [
            Passage(hit.section, passage(hit.section, lambda text: index.cover(terms, text)), hit.confidence)
            for hit in index.search(terms, limit)
            if hit.confidence >= _LEAST
        ]
