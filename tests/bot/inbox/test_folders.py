"""Folders: a workflow puts contacts into them, and the list shows one at a time."""

import re

import pytest

from tests.bot.inbox.conftest import Client, Program
from tests.bot.inbox.house import House
from tests.bot.inbox.test_pages import page


async def two_folders(house: House) -> tuple[str, str]:
    maria = await house.say("maria", "hello", "Maria")
    otto = await house.say("otto", "hello", "Otto")
    await house.stands(maria, tags=("Needs human", "b&b"))
    await house.stands(otto, tags=("Sales",))
    return maria, otto


async def test_the_api_lists_one_folder(house: House, ana: Program) -> None:
    maria, otto = await two_folders(house)

    async def listed(tag: str) -> list[str]:
        _, found = await ana.get(f"/api/inbox/conversations?tag={tag}")
        return [one["id"] for one in found["conversations"]]

    assert await listed("Needs%20human") == [maria]
    assert await listed("Sales") == [otto]
    assert await listed("sales") == []
    assert sorted(await listed("")) == sorted([maria, otto])


@pytest.mark.parametrize("tag", ["%00", "x" * 201])
async def test_a_folder_no_store_can_hold_is_refused(ana: Program, tag: str) -> None:
    status, found = await ana.get(f"/api/inbox/conversations?tag={tag}")
    assert (status, found["error"]) == (400, "bad_filter")


async def test_the_lists_filter_offers_every_folder_and_keeps_the_chosen_one(
    house: House, client: Client
) -> None:
    await two_folders(house)
    html = await page(house, client, "/inbox?tag=Sales")
    options = re.findall(r"<option value=\"([^\"]*)\"( selected)?>", html[html.index("filter-tag") :])
    assert options == [("", ""), ("b&amp;b", ""), ("Needs human", ""), ("Sales", " selected")]
    assert "Otto" in html
    assert "Maria" not in html


async def test_a_folder_that_was_emptied_meanwhile_is_still_the_chosen_one(
    house: House, client: Client
) -> None:
    html = await page(house, client, "/inbox?tag=Gone")
    assert '<option value="Gone" selected>' in html
    assert "clear the filters" in html


async def test_what_the_list_asks_for_again_brings_the_folders_that_are_there_by_then(
    house: House, client: Client
) -> None:
    assert "filter-tag" not in await page(house, client, "/inbox/list")
    await two_folders(house)
    html = await page(house, client, "/inbox/list?tag=Sales")
    assert html.index("filter-tag") < html.index("data-section")
    assert '<option value="Needs human">' in html
    assert "Maria" not in html


async def test_without_folders_there_is_no_such_filter(house: House, client: Client) -> None:
    assert "filter-tag" not in await page(house, client, "/inbox")
