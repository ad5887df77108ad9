"""Answers turns from a folder of Markdown files: no model, no key, no network.

A turn goes: its questions, what people of the team said about them, the sections that fit, the words of the
answer. Small talk is answered with no confidence at all (None): it is neither a hit nor a miss.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.agent.base import Agent, Turn
from bot.agent.knowledge.asking import asks, earlier, joined, leans, questions
from bot.agent.knowledge.index import Hit, Index, Term
from bot.agent.knowledge.pages import Pages
from bot.agent.knowledge.people import People
from bot.agent.knowledge.phrases import Phrases, phrases
from bot.agent.knowledge.reply import Find, known, repeated, small, unknown
from bot.agent.knowledge.section import Section
from bot.agent.knowledge.smalltalk import SmallTalk
from channels.fit import clip
from handoff.answer import Answer, Step

_EARLIER: Final = (0.5, 0.25, 0.25)
"""How much the words of earlier questions and of a note weigh beside those that lean on them."""

_OWN: Final = 0.5
"""Share of such a question's own words that a section must hold all the same."""


class KnowledgeAgent(Agent):
    """Answers with a section when its confidence reaches ``min_confidence``, else offers the nearest ones."""

    def __init__(self, folder: Path, *, min_confidence: float = 0.5, suggestions: int = 3) -> None:
        self._pages = Pages(folder)
        self._min = min_confidence
        self._suggestions = suggestions
        self._talk = SmallTalk()

    async def start(self) -> None:
        """Load the folder and begin to watch it; raises KnowledgeMissing."""
        await self._pages.start()

    async def close(self) -> None:
        """Stop watching. What was loaded stays, so a turn under way still ends well."""
        await self._pages.close()

    async def reload(self) -> None:
        """Read the folder anew and take it into use between two turns; raises KnowledgeMissing."""
        await self._pages.reload()

    async def answer(self, turn: Turn) -> Answer:
        """Answer from the files as they are now; raises RuntimeError before ``start``."""
        index = self._pages.index
        if index is None:
            raise RuntimeError("the agent was asked before it was started")
        say, people = phrases(turn.language), People(turn.past)
        answer = self._small(turn.asked, index, say) or self._answer(turn, people, index, say)
        return replace(answer, steps=(*answer.steps, *_remembered(people)))

    def _small(self, asked: str, index: Index, say: Phrases) -> Answer | None:
        """Answer what asks nothing: small talk, and messages without a word."""
        if index.named(asked[:200]):
            return None
        if talk := self._talk.kind(asked):
            return small(talk, say)
        return None if questions(asked) else Answer(say.wordless, confidence=0.0, known=False)

    def _answer(self, turn: Turn, people: People, index: Index, say: Phrases) -> Answer:
        parts = (turn.asked.strip(),) if index.named(turn.asked[:200]) else self._parts(turn.asked, index)
        about = next((part for part in parts if people.asked_about(part)), None)
        if about and (told := self._about_people(about, people, index, say)):
            return told
        before = earlier(turn.past, parts)
        finds = [self._find(part, before, index) for part in parts]
        whole = self._find(" ".join(parts), before, index) if len(parts) > 1 else finds[0]
        answer = self._from_files(finds, whole, index, say)
        return replace(self._with_people(answer, whole, people, index, say), steps=_searched(finds, whole))

    def _parts(self, asked: str, index: Index) -> tuple[str, ...]:
        parts = questions(asked)
        said = tuple(part for part in parts if self._talk.kind(part) is None) or parts
        return joined(said, lambda part: asks(part) or index.tells(part))

    def _find(self, part: str, before: Sequence[str], index: Index) -> Find:
        terms = index.terms(part)
        if len(named := index.named(part)) == 1:
            return Find(part, terms, (Hit(named[0], 1.0, 1.0, 1.0),))
        hits = index.search(terms)
        if before and leans(part):
            hits = max(_leaning(terms, before, index), hits, key=_surest)
        return Find(part, terms, tuple(hits))

    def _from_files(self, finds: Sequence[Find], whole: Find, index: Index, say: Phrases) -> Answer:
        """Answer each question that has an answer; if none has, what they ask together; else say so."""
        sure = {find.hits[0].section: find for find in reversed(finds) if find.confidence >= self._min}
        met = [find for find in finds if find in sure.values()]
        if met:
            missed = [find for find in finds if find.confidence < self._min and asks(find.question)]
            return known(met, missed, index, say)
        if whole.confidence >= self._min:
            return known([whole], [], index, say)
        return unknown([whole, *finds], index, say, self._suggestions)

    def _with_people(self, answer: Answer, whole: Find, people: People, index: Index, say: Phrases) -> Answer:
        """Put what a person said about it first: it was said about this contact's own case."""
        if quote := people.about(whole.terms, index):
            told = repeated(quote, say, 0.5 + 0.4 * quote.coverage)
            if not answer.known:
                return told
            return replace(
                answer,
                text=f"{told.text}\n\n{answer.text}",
                confidence=max(told.confidence or 0.0, answer.confidence or 0.0),
                sources=(*told.sources, *answer.sources),
            )
        return answer

    def _about_people(self, question: str, people: People, index: Index, say: Phrases) -> Answer | None:
        """Answer "what did Ana say about it?" from what she wrote to the contact."""
        if not people.said:
            return Answer(say.nobody, confidence=1.0) if people.note is None else None
        name = people.meant(question)
        topic = people.topic(question, index)
        last = people.last(name)
        if last and not any(term.weight > 1 for term in topic):
            return repeated(last, say, 1.0, say.said_last)
        if quote := people.about(topic, index, name):
            return repeated(quote, say, 0.6 + 0.4 * quote.coverage)
        if not people.named(question):
            return None
        text = (say.noted if people.note else say.said_nothing).format(name=name or say.colleague)
        find = Find(question, topic, tuple(index.search(topic)))
        return replace(unknown([find], index, say, self._suggestions, text), confidence=0.0)


def _surest(hits: Sequence[Hit]) -> float:
    return hits[0].confidence if hits else 0.0


def _leaning(terms: Sequence[Term], before: Sequence[str], index: Index) -> list[Hit]:
    """Search with what came before: as one question, and as the earlier one narrowed down by the new words.

    Either way a section must hold enough of the question's own words, or any question could ride on the last.
    """
    own = {hit.section: hit.coverage for hit in index.search(terms, limit=len(index.sections))}
    shares = list(zip(before, _EARLIER, strict=False))
    hits = index.search([*terms, *(term for text, share in shares for term in index.terms(text, share))])
    for text, share in shares:
        trust = 0.8 + 0.2 * share
        hits += [replace(hit, confidence=hit.confidence * trust) for hit in index.search(index.terms(text))]
    best: dict[Section, Hit] = {}
    for hit in sorted(hits, key=lambda hit: hit.confidence):
        if not terms or own.get(hit.section, 0.0) >= _OWN:
            best[hit.section] = hit
    return sorted(best.values(), key=lambda hit: -hit.confidence)


def _searched(finds: Sequence[Find], whole: Find) -> tuple[Step, ...]:
    shown = finds if len(finds) == 1 else (*finds, whole)
    return tuple(Step("search", f"{_short(find.question)} → {_scores(find.hits)}") for find in shown)


def _scores(hits: Sequence[Hit]) -> str:
    return "; ".join(f"{hit.section.name} {hit.confidence:.2f}" for hit in hits[:3]) or "nothing"


def _remembered(people: People) -> tuple[Step, ...]:
    """Tell operators what of their own words the agent had before it; steps are never shown to contacts."""
    steps = []
    if people.said:
        names = ", ".join(dict.fromkeys(line.name or "a colleague" for line in people.said))
        steps.append(Step("memory", f"{len(people.said)} messages from {names}"))
    if people.note:
        steps.append(
            Step("memory", f"note from {people.note.name or 'a colleague'}: {_short(people.note.text)}")
        )
    return tuple(steps)


def _short(text: str) -> str:
    return clip(" ".join(text.split()), 200)
