"""The examples on a whole bot, each through a person's decision, and what follows when one is asked for."""

import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.bot.workflow.running.house import EXAMPLES
from tests.flows.messengers.seen import until, until_told
from tests.flows.messengers.world import CONTACTS
from tests.flows.workflows.reviewers import EDIT, REJECT, decides
from tests.flows.workflows.shop import SURFACES, WORDS, Shop, hears, hears_all, house_in, said
from tests.platforms.email.smtp import text

pytestmark = [pytest.mark.asyncio(loop_scope="module")]
SERVER = Path(__file__).parents[2] / "bot" / "workflow" / "running" / "office_server.py"
SERVERS = ("directory", "contracts", "moderation")
FILES = ("access-request", "contract-review", "content-moderation")
HOLD = "Of course. I am asking our team for somebody now."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A bot with all examples at once, and the tool servers that they need."""
    folder = tmp_path_factory.mktemp("examples")
    command = {one: [sys.executable, str(SERVER), one, str(folder)] for one in SERVERS}
    settings = {
        "workflows": {name: {"file": str(EXAMPLES / f"{name}.json")} for name in FILES},
        "tools": {one: {"command": command[one], "allow": "all"} for one in SERVERS},
    }
    async with house_in(folder, settings) as house:
        house.world.bot.private.add("mia@example.com")
        yield house


def done(house: Shop) -> list[dict[str, Any]]:
    """Return what the tool servers really did."""
    file = house.folder / "done.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


async def test_access_is_given_once_a_reviewer_agrees_on_a_card(house: Shop) -> None:
    contact = await house.world.contact("web", "Mia")
    await contact.says("I need access please")
    await hears(contact, WORDS.gate_email)
    await house.proves(contact, "mia@example.com")
    await hears(contact, "Which system do you need")
    await contact.says("CRM")
    shown = await house.reviewers["slack"].sees("Mia")
    for words in ("Access request", "Mia Muster (mia@example.com) asks for access", "CRM", "Sales", "Lee"):
        assert words in shown, shown
    assert (await decides(house.reviewers["slack"], "Mia")).won
    await hears(contact, "Ada Slack approved it: you have access to CRM now.")
    assert said(contact)[2:] == [
        "Hello Mia Muster. Which system do you need, and what for?",
        WORDS.deciding,
        "Ada Slack approved it: you have access to CRM now.",
    ]
    assert [(one["system"], one["by"]) for one in done(house) if "system" in one] == [("CRM", "Ada Slack")]


async def test_access_is_refused_with_the_reviewers_reason(house: Shop) -> None:
    contact = await house.world.contact("telegram", "Noa")
    await contact.says("I need access please")
    await hears(contact, WORDS.gate_email)
    await house.proves(contact, "mia@example.com")
    await hears(contact, "Which system do you need")
    await contact.says("Billing")
    assert (await decides(house.reviewers["email"], "Noa", REJECT, "Ask Lee first.")).won
    await hears(contact, "Your request was not approved. The reason: Ask Lee first.")
    assert not [one for one in done(house) if one.get("system") == "Billing"]


@pytest.mark.parametrize("number", range(len(SURFACES)), ids=SURFACES)
async def test_a_lawyer_edits_the_answer_to_a_risky_clause_and_approves_it(house: Shop, number: int) -> None:
    surface, name = SURFACES[number], ("Ole", "Pia", "Qin", "Rui", "Sam")[number]
    contact = await house.world.contact(CONTACTS[number % 4], name)
    await contact.says("Is this contract fine?")
    await hears(contact, "Please paste the clause")
    await contact.says("Liability is unlimited.")
    who = house.reviewers[surface]
    shown = await who.sees(name)
    assert "Do not sign this clause." in shown
    assert (await decides(who, name, EDIT, f"Strike that clause, {name}.")).won
    asked = ["Please paste the clause you are asking about.", WORDS.deciding]
    await hears_all(contact, *asked, f"Strike that clause, {name}.")
    for other in house.reviewers.values():
        await other.reads(name, "Approved", who.name)


async def test_a_lawyer_approves_the_answer_as_it_is(house: Shop) -> None:
    contact = await house.world.contact("slack", "Tom")
    await contact.says("Is this contract fine?")
    await hears(contact, "Please paste the clause")
    await contact.says("Liability is unlimited.")
    assert (await decides(house.reviewers["email"], "Tom")).won
    asked = ["Please paste the clause you are asking about.", WORDS.deciding]
    await hears_all(contact, *asked, "Do not sign this clause.")


async def test_a_moderator_lets_an_unclear_text_through_and_a_clear_one_needs_nobody(house: Shop) -> None:
    contact = await house.world.contact("discord", "Val")
    await contact.says("publish: a lovely day")
    await hears_all(contact, "It is published: number 12.")
    await contact.says("publish: nonsense")
    assert (await decides(house.reviewers["discord"], "Val")).won
    await until(lambda: len(said(contact)) == 3, contact.sees, "the end")
    assert said(contact)[1:] == [WORDS.deciding, "It is published: number 12."]
    published = [one["text"] for one in done(house) if "text" in one]
    assert published == ["publish: a lovely day", "publish: nonsense"]


def scenario(place: str) -> str:
    """Return the example for somebody who asks for a person, with a place that is here, and a mail too."""
    graph: dict[str, Any] = json.loads((EXAMPLES / "person-asked.json").read_text("utf-8"))
    tell = next(node for node in graph["nodes"] if node["id"] == "tell")
    mail = {**tell, "id": "mail", "data": {**tell["data"], "to": "email:dora@shop.example"}}
    tell["data"]["to"] = place
    graph["nodes"].append(mail)
    for edge in graph["edges"]:
        edge["target"] = "mail" if edge["source"] == "tell" else edge["target"]
    ends = ({"source": "mail", "target": "folder", **more} for more in ({}, {"sourceHandle": "error"}))
    graph["edges"] += ends
    return json.dumps(graph)


@pytest.mark.asyncio(loop_scope="function")
async def test_who_asks_for_a_person_is_in_a_folder_and_the_team_is_told_twice(tmp_path: Path) -> None:
    file = tmp_path / "asked.json"
    async with house_in(tmp_path, {"workflows": {}}) as house:
        desk = house.reviewers["slack"]
        file.write_text(scenario(desk.desk.place))  # type: ignore[attr-defined]  # it is a card's
        settings = {**house.world.settings, "workflows": {"asked": {"file": str(file)}}}
        house.world.bot.configure({**settings, "web": {"public_url": house.world.bot.base}})
        await house.world.bot.stop()
        await house.world.bot.start()
        contact = await house.world.contact("web", "Uma")
        await contact.says("I want to talk to a real person, please")
        await hears(contact, HOLD)
        told = "Uma asked for a person on web"
        await until(lambda: [one for one in desk.desk.cards() if told in one.text], desk.desk.cards, told)  # type: ignore[attr-defined]
        await house.mail.until(
            lambda post: [one for one in post.to("dora@shop.example") if told in text(one)]
        )
        assert house.inbox is not None
        inbox = house.inbox

        async def folder() -> list[dict[str, Any]]:
            return await inbox.caller.list("?tag=Needs%20human")

        (row,) = await until_told(folder, "the contact in the folder")
        assert row["contact"] == contact.address
        await hears(contact, "H-1")
        assert [one for one in said(contact) if one == HOLD] == [HOLD]
        assert len(said(contact)) == 2
