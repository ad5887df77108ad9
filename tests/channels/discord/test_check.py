"""What is missing is named before anybody needs it."""

import pytest

from channels.discord.errors import watch
from channels.discord.line import Line
from channels.errors import Permanent
from handoff.envelope import Ending
from handoff.ids import Address
from tests.channels.discord.harness import Stage
from tests.platforms.discord.people import CannotDo


async def test_a_check_says_who_we_are_and_which_room_it_is(stage: Stage) -> None:
    assert (await stage.channel.check()).startswith("@TestBot, id ")
    assert await stage.channel.check_place(Address("discord", stage.server.place)) == "#support: ready"


async def test_a_check_names_what_is_missing_and_what_to_click(stage: Stage) -> None:
    place = Address("discord", stage.server.place)
    stage.server.deny(stage.server.place, "manage_webhooks")
    assert "Manage Webhooks" in await stage.channel.check_place(place)
    stage.server.deny(stage.server.place, "add_reactions", "create_public_threads")
    with pytest.raises(Permanent, match=r"#support the bot lacks Create Public Threads, Add Reactions"):
        await stage.channel.check_place(place)
    stage.server.deny(stage.server.place, "view_channel")
    with pytest.raises(Permanent, match="View Channel"):
        await stage.channel.check_place(place)
    stage.server.gateway.content = False
    with pytest.raises(Permanent, match="Message Content Intent"):
        await stage.channel.check()


async def test_people_cannot_press_what_is_not_there(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    ref, _ = await stage.card(ending=Ending.RESOLVED, closed=9.0)
    with pytest.raises(CannotDo):
        await ana.press(ref, "Take over", stage.server.place)


async def test_the_client_asks_for_no_more_than_it_needs() -> None:
    line = Line(watch())
    assert not line.intents.members
    assert not line.intents.presences
    assert line.allowed_mentions is not None
    assert dict(line.allowed_mentions.to_dict()) == {"parse": []}
    await line.close()
