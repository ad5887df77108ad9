"""A world whose team has desk threads in a messenger of its own, beside the place without any."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path

from bot.config.model import Settings
from bot.team.door import Door
from bot.team.people import People
from channels.base import Capabilities, Outgoing, Receipt
from channels.fake import FakeChannel
from channels.team import Answer, Person, TeamEvent, Wrote
from handoff.card import Card
from handoff.events import Actor
from handoff.ids import Address, QueueName
from handoff.policy import Policy, Relay
from tests.laws.world import ANA, SECOND, TEAM, World

ROOM, OTHER_ROOM = Address("slack", "C1"), Address("slack", "C2")
SETTINGS = Settings.model_validate({"operators": {"ana": {"slack": "U1"}, "ben": {"slack": "U2"}}})
STRANGER = Person("slack", "U66", "Eve")


def person(actor: Actor) -> Person:
    """Return how the messenger calls one of the team."""
    return Person("slack", "U1" if actor is ANA else "U2", actor.name)


@dataclass
class SlowDesk(FakeChannel):
    """Lets the loop run around each call, as a platform does."""

    async def send(self, out: Outgoing) -> Receipt:
        await asyncio.sleep(0)
        receipt = await super().send(out)
        await asyncio.sleep(0)
        return receipt

    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        await asyncio.sleep(0)
        receipt = await super().post_card(place, card, key)
        await asyncio.sleep(0)
        return receipt


class DeskWorld(World):
    """``slack`` is the team's messenger; a second send of the same shows once there, or twice."""

    def __init__(self, *, pull: bool, idempotent: bool, folder: Path) -> None:
        super().__init__(pull=pull, folder=folder)
        able = Capabilities(
            idempotent=idempotent, edits=True, deletes=True, reactions=True, cards=True, threads=True
        )
        self.slack = SlowDesk("slack", able)
        self.channels["slack"] = self.slack
        self.channel.capabilities = replace(self.channel.capabilities, reactions=True)
        self.policy = with_rooms(self.policy)

    async def start(self) -> None:
        await super().start()
        people = People(lambda: SETTINGS)
        self.door = Door(
            self.desk,
            self.store,
            self.refs,
            people,
            lambda: self.policy,
            lambda: self.now,
            lambda at: f"{at:g}",
            self.threads,
        )

    async def team(self, event: TeamEvent, key: str | None = None) -> Answer:
        """Be the team's messenger."""
        if isinstance(event, Wrote):
            self.slack.heard.add(event.ref)
        return await self.door.take_in(event, key)

    def desk_threads(self) -> list[Address]:
        """Return every desk thread there ever was, in the order they were opened."""
        return list(self.store._threads)


def with_rooms(policy: Policy) -> Policy:
    """Tell the first queue in two places, and the second in a room where only replies to messages go out."""
    support, second = policy.queues[QueueName("support")], policy.queues[QueueName("second")]
    told = replace(support, notify=(TEAM, ROOM))
    quiet = replace(second, notify=(SECOND, OTHER_ROOM), relay=Relay.EXPLICIT)
    return replace(policy, queues={told.name: told, quiet.name: quiet})
