"""Contacts who talk without end, an operator who takes some of them, and a count of what was acknowledged."""

import asyncio
import json
import random
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.flows.people import Contact, Operator

WORD = "quince"
"""In every text, so that one look finds any of them in a log."""
MESSAGES = "/api/chat/messages"


@dataclass
class Talk:
    """One contact and everything that was acknowledged: seq by the text of a message, in order.

    ``again`` counts messages that were stored while their first acknowledgement got lost. ``taken`` is the
    seq an operator was told with the take, ``replies`` what the operator said then.
    """

    contact: Contact
    chance: random.Random
    alone: bool = False
    """Nobody will take it, so every message gets an answer of the agent."""
    acknowledged: dict[str, int] = field(default_factory=dict)
    again: int = 0
    taken: int | None = None
    replies: list[str] = field(default_factory=list)

    async def say(self) -> str:
        """Say something new until it is acknowledged; return its id."""
        body = {"id": str(uuid4()), "text": f"{WORD} {len(self.acknowledged)} of {self.contact.id}"}
        reply = await self.contact.insist("POST", MESSAGES, body)
        assert reply.status in (200, 202), reply
        self.acknowledged[body["text"]] = reply.body["seq"]
        self.again += reply.status == 200
        return body["id"]

    def heard_all(self) -> bool:
        """Whether the contact's page shows everything that was acknowledged, and every reply."""
        heard = {message["seq"] for message in self.contact.messages}
        return heard.issuperset(self.acknowledged.values()) and len(self.contact.by("human")) == len(
            self.replies
        )

    async def answers(self) -> None:
        """Say one thing more and, where an agent is to answer, wait for that."""
        id = await self.say()
        if self.alone:
            await self.contact.answered(id)


class Load:
    """Everybody's talks, and how many messages were acknowledged so far."""

    def __init__(self, contacts: list[Contact], taken: int, seed: int) -> None:
        self.talks = [
            Talk(contact, random.Random(seed + place), alone=place >= taken)
            for place, contact in enumerate(contacts)
        ]
        self.over = False
        self._count = 0
        self._more = asyncio.Condition()

    @property
    def count(self) -> int:
        """How many messages were acknowledged."""
        return self._count

    async def grown(self, by: int) -> None:
        """Wait until so many more were acknowledged."""
        goal = self._count + by
        async with self._more:
            await self._more.wait_for(lambda: self._count >= goal)

    async def run(self, operator: Operator | None = None) -> None:
        """Talk until it is ``over``; then everybody says a last thing and hears what follows."""
        async with AsyncExitStack() as stack:
            for talk in self.talks:
                await stack.enter_async_context(talk.contact.listening())
            talks = (self._talk(talk) for talk in self.talks)
            takes = (self._take(talk, operator) for talk in self.talks if operator and not talk.alone)
            await asyncio.gather(*talks, *takes)
            for talk in self.talks:
                await talk.contact.until(talk.heard_all)

    async def _talk(self, talk: Talk) -> None:
        while not self.over:
            id = await talk.say()
            await self._counted()
            if talk.alone and talk.chance.random() < 0.5:
                await talk.contact.answered(id)
        await talk.answers()
        await self._counted()

    async def _take(self, talk: Talk, operator: Operator) -> None:
        """Take the conversation at some moment, and say a few things."""
        await self.grown(talk.chance.randint(20, 200))
        conversation = (await operator.insist("GET", "/api/inbox/conversations")).body["conversations"]
        (id,) = [row["id"] for row in conversation if row["contact"] == talk.contact.id]
        reply = await operator.insist_on(id, "take")
        assert reply.status == 200, reply
        talk.taken = reply.body["seq"]
        for number in range(3):
            text = f"{WORD} reply {number}"
            reply = await operator.insist_on(id, "reply", text=text, id=str(uuid4()))
            assert reply.status == 200, reply
            talk.replies.append(text)

    async def _counted(self) -> None:
        async with self._more:
            self._count += 1
            self._more.notify_all()


@dataclass
class Tally:
    """What is wrong when all is told, and how much was right."""

    acknowledged: int = 0
    again: int = 0
    answers: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    """Answers of the agent after a person had taken the conversation."""

    def add(self, talk: Talk, messages: list[dict[str, Any]]) -> None:
        """Count one talk from the messages its contact was told."""
        said = [message["text"] for message in messages if message["author"]["kind"] == "contact"]
        agent = [message for message in messages if message["author"]["kind"] == "agent"]
        answered = [line for message in agent for line in json.loads(message["text"])["asked"]]
        self.acknowledged += len(talk.acknowledged)
        self.again += talk.again
        self.answers += len(agent)
        self.lost += [text for text in talk.acknowledged if text not in said]
        self.doubled += [*_twice(said), *_twice(answered)]
        if talk.taken is None:
            self.unanswered += [text for text in said if text not in answered]
        else:
            self.late += [message["text"] for message in agent if message["seq"] > talk.taken]

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} acknowledged ({self.again} at the second try), {len(self.lost)} lost, "
            f"{len(self.doubled)} doubled, {self.answers} answers, {len(self.unanswered)} unanswered, "
            f"{len(self.late)} after a takeover"
        )


def _twice(texts: list[str]) -> list[str]:
    return sorted({text for text in texts if texts.count(text) > 1})
