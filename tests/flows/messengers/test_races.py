"""Four people press Take over at the same moment: on Slack, on Telegram, on Discord and in the inbox."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from tests.flows.messengers import phrases
from tests.flows.messengers.seen import Seen, find, until
from tests.flows.messengers.web import InboxOperator
from tests.flows.messengers.world import CONTACTS, Contact, Desk, World, world_in

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
]
ROUNDS = 20
NAMES = {"slack": "Ada Slack", "telegram": "Ben Telegram", "discord": "Cleo Discord", "web": "Dora Inbox"}


@dataclass
class Round:
    """One contact whose card stands in four places, and what each who pressed was told."""

    desks: Sequence[Desk]
    inbox: InboxOperator
    contact: Contact
    id: str = ""
    told: dict[str, str] = field(default_factory=dict)

    async def card(self, desk: Desk, words: str) -> Seen:
        """Wait until the card in this place says something."""
        return await until(
            lambda: next((seen for seen in desk.cards() if words in seen.text), None),
            desk.cards,
            f"{words!r} on {desk.channel}",
        )

    async def ready(self, word: str) -> None:
        """Have the card posted everywhere."""
        await self.contact.says(f"The {word} is broken")
        for desk in self.desks:
            await self.card(desk, phrases.WAITING)
        self.id = str((await self.inbox.case(self.contact.address))["id"])

    async def race(self, first: int) -> None:
        """Let all four press at once, another one first each time."""
        presses = [self._press(desk) for desk in self.desks]
        presses.append(self._press_inbox())
        await asyncio.gather(*presses[first:], *presses[:first])

    @property
    def winner(self) -> str:
        """The channel of the one who has it; the three others were told so."""
        won = [channel for channel, text in self.told.items() if not text]
        assert len(won) == 1, self.told
        for channel, text in self.told.items():
            assert channel == won[0] or NAMES[won[0]] in text, self.told
        return won[0]

    async def agreed(self) -> None:
        """Wait until all copies of the card, and the contact, know who has it."""
        name = NAMES[self.winner]
        for desk in self.desks:
            card = await self.card(desk, f"{name} {phrases.HAS_IT}")
            assert card.buttons[0] == phrases.RETURN
        await until(lambda: find(self.contact.sees(), phrases.JOINED.format(name)), self.contact.sees)
        case = await self.inbox.caller.open(self.id)
        assert (case["owner"], case["envelope"]["contact"]) == ("human", self.contact.name)

    async def _press(self, desk: Desk) -> None:
        told = await desk.presses(await self.card(desk, phrases.WAITING), phrases.TAKE)
        self.told[desk.channel] = "" if phrases.YOURS in told.text else told.text

    async def _press_inbox(self) -> None:
        reply = await self.inbox.caller.act(self.id, "take")
        assert reply.status in (200, 409), reply
        self.told["web"] = "" if reply.status == 200 else str(reply.body["by"])


def desks_of(world: World, number: int) -> list[Desk]:
    """Open three places for one round, told together with the inbox."""
    ada, ben, cleo, _ = (world.member(name.split()[0].lower(), name) for name in NAMES.values())
    title = f"desk {number}"
    desks = [
        *world.desk("slack", title, ada),
        *world.desk("telegram topics", title, ben),
        *world.desk("discord", title, cleo),
    ]
    world.queue(f"queue{number}", f"lamp{number}", *(desk.place for desk in desks), "web")
    return desks


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def rounds(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[list[Round]]:
    """All rounds, with their cards posted."""
    async with world_in(tmp_path_factory.mktemp("races")) as world:
        desks = [desks_of(world, number) for number in range(ROUNDS)]
        async with world.running():
            inbox = await world.inbox("dora")
            found = [
                Round(three, inbox, await world.contact(CONTACTS[number % 4], f"Mia M{number}"))
                for number, three in enumerate(desks)
            ]
            await asyncio.gather(*(one.ready(f"lamp{number}") for number, one in enumerate(found)))
            yield found


async def test_of_four_on_four_platforms_one_wins_and_three_are_told_who(
    rounds: list[Round], record_property: Callable[[str, object], None]
) -> None:
    wins: Counter[str] = Counter()
    for number, one in enumerate(rounds):
        await one.race(number % 4)
        wins[one.winner] += 1
    await asyncio.gather(*(one.agreed() for one in rounds))
    assert sum(wins.values()) == ROUNDS
    for channel in NAMES:
        record_property(f"races of four won on {channel}", wins[channel])
