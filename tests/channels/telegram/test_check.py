"""The check says who we are, and names what a place lacks with what to click."""

import pytest

from channels.errors import Permanent
from handoff.ids import Address
from tests.channels.telegram.harness import Rig, card, eventually


async def test_it_says_who_we_are(telegram: Rig) -> None:
    assert await telegram.channel.check() == "@robin_bot, id 777000777"
    telegram.server.world.privacy = True
    assert await telegram.channel.check() == "@robin_bot, id 777000777, privacy mode on"


@pytest.mark.parametrize(
    ("forum", "how"), [(True, "each handoff gets a topic"), (False, "reply to the card")]
)
async def test_a_group_with_all_rights_is_ready(telegram: Rig, forum: bool, how: str) -> None:
    group = telegram.server.group("Support", forum=forum)
    assert how in await telegram.channel.check_place(telegram.room(group))


async def test_a_private_chat_is_ready(telegram: Rig) -> None:
    bea = telegram.server.person("Bea")
    assert "private chat" in await telegram.channel.check_place(telegram.room(bea.chat))


async def test_missing_rights_are_named_with_what_to_click(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    forum.rights.clear()
    with pytest.raises(Permanent, match='turn on "Manage topics"'):
        await telegram.channel.check_place(telegram.room(forum))
    telegram.server.world.privacy = True
    forum.admins.clear()
    with pytest.raises(Permanent, match="/setprivacy"):
        await telegram.channel.check_place(telegram.room(forum))


async def test_a_chat_that_is_none_is_said(telegram: Rig) -> None:
    with pytest.raises(Permanent, match="no such chat"):
        await telegram.channel.check_place(Address("telegram", "-100123"))
    with pytest.raises(Permanent, match="a chat's id is a number"):
        await telegram.channel.check_place(Address("telegram", "@support"))


async def test_the_menus_are_published(telegram: Rig) -> None:
    async with telegram.running():
        await telegram.channel.post_card(
            telegram.room(telegram.server.group("Support", forum=True)), card(), "k"
        )
    commands = telegram.server.world.commands
    team = next(value for scope, value in commands.items() if "group" in scope)
    assert {"take", "reply", "note", "draft", "return", "resolve", "snooze", "transfer", "who", "help"} == {
        one["command"] for one in team
    }


async def test_contacts_read_the_menu_in_the_language_of_their_app(telegram: Rig) -> None:
    scope = '{"type": "all_private_chats"}'
    telegram.desk.own = {"de": {"menu_help": "Hilfe"}, "pt-BR": {}}
    commands = telegram.server.world.commands
    async with telegram.running():
        await eventually(lambda: f"{scope}fr" in commands)
    said = {key.removeprefix(scope): [one["description"] for one in menu] for key, menu in commands.items()}
    assert said[""] == said["en"] == ["Begin", "What you can do here"]
    assert said["de"] == ["Beginnen", "Hilfe"]
    assert said["fr"] == ["Commencer", "Ce que vous pouvez faire ici"]


async def test_admins_of_any_of_the_teams_groups_are_known_as_such(telegram: Rig) -> None:
    bea = telegram.server.person("Bea")
    first, second = telegram.server.group("One", bea), telegram.server.group("Two", bea)
    second.admins.add(bea.id)
    telegram.room(second)
    async with telegram.running():
        await telegram.channel.post_card(telegram.room(first), card(), "k")
        bea.presses(first.messages[0], "Take over")
        (pressed,) = await telegram.desk.acted(1)
    assert pressed.by.groups == {f"telegram-admin:{second.id}"}  # type: ignore[union-attr]
