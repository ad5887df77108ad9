"""The stream: where it stands, what was missed, what happens; every change once, nothing of the team's."""

import asyncio
import random
from pathlib import Path

import pytest
from aiohttp import ClientSession

from channels.web.settings import WebSettings
from handoff.content import Button, Content
from handoff.ids import ConversationId
from handoff.transcript import Author, AuthorKind, EntryKind
from tests.channels.web.conftest import PLENTY, Person, Told, person, taking
from tests.channels.web.harness import AGENT, SYSTEM, Site, running, sources
from tests.lines import LIMIT

MARA = Author(AuthorKind.HUMAN, "Mara")
SHOWN = {"message", "edited", "deleted"}


async def eventful(site: Site, ada: Person) -> ConversationId:
    """Have a conversation in which everything happens that can; return its id."""
    _, first = await ada.say("helo")
    id = site.team.only()
    team = site.team
    answer = team.say(id, AGENT, "**Hi**")
    note = team.note(id, "a secret")
    await ada.call("PATCH", f"messages/{first['id']}", json={"text": "hello"})
    team.edit(id, note, "a better secret", MARA)
    team.edit(id, answer, "Hi!")
    team.escalate(id)
    team.add(id, EntryKind.EVENT, SYSTEM, Content("secret event"))
    team.take(id, "Mara")
    team.delete(id, note, MARA)
    team.delete(id, team.say(id, MARA, "oops, wrong customer"), MARA)
    _, last = await ada.say("and this?")
    await ada.call("DELETE", f"messages/{last['id']}")
    team.say(id, MARA, "bye")
    return id


def shown(told: list[Told]) -> list[int]:
    """Return the places of what was shown, in order."""
    return [one.data["seq"] for one in told if one.event in SHOWN]


async def test_the_first_event_is_where_the_conversation_stands(ada: Person) -> None:
    (state,) = await ada.events(1)
    assert (state.event, state.data, state.id) == ("state", {"owner": "agent", "seq": 0}, None)


async def test_a_message_is_told_whole(site: Site, ada: Person) -> None:
    await ada.say("hello")
    parts = {
        "buttons": (
            Button("Track it", "say:Track it"),
            Button("Take", "take:H-1"),
            Button("A person", "person"),
        ),
        "sources": sources("Shipping"),
    }
    site.team.say(site.team.only(), AGENT, "*Hi* <b>you</b>", **parts)
    _, mine, answer = await ada.events(3)
    assert mine.data["author"] == {"kind": "contact", "name": ""}
    assert "html" not in mine.data
    assert answer.id == "2"
    assert answer.data == {
        "seq": 2,
        "id": "m2",
        "author": {"kind": "agent", "name": "Robin"},
        "text": "*Hi* <b>you</b>",
        "html": "<p><em>Hi</em> &lt;b&gt;you&lt;/b&gt;</p>",
        "at": "2026-09-21T14:14:00.000Z",
        "buttons": [
            {"label": "Track it", "action": "say:Track it"},
            {"label": "A person", "action": "person"},
        ],
        "sources": [{"title": "Shipping", "section": "Overview", "url": "https://shop.example/help"}],
    }


async def test_nothing_of_the_teams_is_ever_told(site: Site, ada: Person) -> None:
    await eventful(site, ada)
    for after in range(15):
        count = 1 + len([seq for seq in shown(await ada.events(9)) if seq > after])
        text = str(await ada.events(count, after))
        assert "secret" not in text
        assert "wrong customer" not in text


async def test_what_is_cut_anywhere_goes_on_there_exactly_once(site: Site, ada: Person) -> None:
    await eventful(site, ada)
    whole = await ada.events(9)
    places = shown(whole)
    assert places == sorted(set(places))
    for cut in range(len(places) + 1):
        place = places[cut - 1] if cut else 0
        rest = await ada.events(1 + len(places) - cut, after=place)
        assert places[:cut] + shown(rest) == places


async def test_last_event_id_wins_over_the_address_it_came_with(site: Site, ada: Person) -> None:
    for text in "abc":
        await ada.say(text)
    told = await ada.events(2, after=0, headers={"Last-Event-ID": "2"})
    assert shown(told) == [3]


async def test_what_happens_while_watching_arrives_exactly_once_through_any_cuts(
    site: Site, ada: Person
) -> None:
    await ada.say("start")
    id = site.team.only()
    chance = random.Random(5)

    async def speak() -> None:
        for number in range(60):
            kind = chance.choice([AGENT, MARA])
            site.team.say(id, kind, str(number)) if number % 7 else site.team.note(id, str(number))
            await asyncio.sleep(0)

    speaking = asyncio.create_task(speak())
    seen: list[int] = []
    expected = 1 + len([n for n in range(60) if n % 7])
    while len(seen) < expected:
        most = min(chance.randint(1, 8), expected - len(seen))
        told = await ada.events(1 + most, after=seen[-1] if seen else 0)
        seen += shown(told)
    await speaking
    assert seen == [e.seq for e in site.team.log[id] if e.kind is EntryKind.MESSAGE]


async def test_a_reader_that_was_too_slow_reads_again(site: Site, ada: Person) -> None:
    await ada.say("start")
    id = site.team.only()
    async with ada.http.get(f"{ada.base}/api/chat/events", headers=ada.headers) as response:
        assert [told.event async for told in taking(response, 2)] == ["state", "message"]
        for number in range(1500):  # more than a watch holds, in one go
            site.team.say(id, AGENT, str(number))
        site.team.take(id, "Mara")
        told = [one async for one in taking(response, 1502)]
    assert shown(told) == [*range(2, 1502), 1503]
    assert [one.data["owner"] for one in told if one.event == "state"] == ["human"]


async def test_a_change_of_owner_is_told_once(site: Site, ada: Person) -> None:
    await ada.say("hello")
    id = site.team.only()
    async with ada.http.get(f"{ada.base}/api/chat/events", headers=ada.headers) as response:
        told = [one async for one in taking(response, 2)]
        site.team.escalate(id, told=False)
        site.team.escalate(id, told=False)
        site.team.take(id, "Mara")
        site.team.give_back(id, "Mara")
        told += [one async for one in taking(response, 5)]
    states = [{**one.data, "seq": 0} for one in told if one.event == "state"]
    assert states == [
        {"owner": "agent", "seq": 0},
        {"owner": "waiting", "seq": 0, "ticket": "H-1042", "told": False},
        {"owner": "human", "seq": 0, "operator": "Mara", "ticket": "H-1042", "told": False},
        {"owner": "agent", "seq": 0},
    ]


async def test_only_the_typing_of_others_is_told(site: Site, ada: Person) -> None:
    await ada.say("hello")
    id = site.team.only()
    async with ada.http.get(f"{ada.base}/api/chat/events", headers=ada.headers) as response:
        _ = [one async for one in taking(response, 2)]
        site.team.writes(id, AuthorKind.CONTACT)
        site.team.writes(id, AuthorKind.AGENT)
        site.team.writes(id, AuthorKind.HUMAN, "Mara")
        told = [one async for one in taking(response, 2)]
    assert [one.data["author"] for one in told] == [
        {"kind": "agent", "name": "Robin"},
        {"kind": "human", "name": "Mara"},
    ]


async def test_a_place_that_never_was_is_told_where_the_end_is(site: Site, ada: Person) -> None:
    await ada.say("hello")
    (state,) = await ada.events(1, after=999)
    assert state.data["seq"] == 1


async def test_nobody_follows_the_conversation_of_another(site: Site, ada: Person, bob: Person) -> None:
    await ada.say("only mine")
    await bob.say("only his")
    told = await bob.events(2)
    assert "only mine" not in str(told)


async def test_the_token_may_stand_in_the_address(site: Site, ada: Person, http: ClientSession) -> None:
    async with http.get(f"{site.base}/api/chat/events?token={ada.token}") as response:
        assert (response.status, response.content_type) == (200, "text/event-stream")
        assert response.headers["Content-Security-Policy"]
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "9" * 40, "٣"])
async def test_a_place_that_is_no_number_is_refused(ada: Person, after: str) -> None:
    status, said = await ada.call("GET", "events", params={"after": after})
    assert (status, said["error"]) == (422, "invalid")


async def test_a_quiet_line_is_kept_alive(http: ClientSession, tmp_path: Path) -> None:
    async with running(tmp_path, PLENTY, heartbeat=0.01) as site:
        ada = await person(http, site.base)
        async with http.get(f"{site.base}/api/chat/events", headers=ada.headers) as response:
            _ = [one async for one in taking(response, 1)]
            assert await response.content.readuntil(b"\n\n") == b":\n\n"


async def test_one_contact_has_so_many_open_pages_and_no_more(http: ClientSession, tmp_path: Path) -> None:
    async with running(tmp_path, WebSettings(streams=2)) as site:
        ada, bob = await person(http, site.base), await person(http, site.base)
        url = f"{site.base}/api/chat/events"
        async with http.get(url, headers=ada.headers) as one, http.get(url, headers=ada.headers) as two:
            assert (one.status, two.status) == (200, 200)
            assert (await ada.call("GET", "events"))[0] == 429
            assert len(await bob.events(1)) == 1
        assert await opened(ada) == 200  # the server learns of a closed page by itself


async def opened(who: Person) -> int:
    """Return how the server answers a page that keeps trying to open."""
    async with asyncio.timeout(LIMIT):
        while True:
            async with who.http.get(f"{who.base}/api/chat/events", headers=who.headers) as response:
                if response.status != 429:
                    return response.status
            await asyncio.sleep(0.01)


async def test_stopping_the_channel_ends_the_streams(http: ClientSession, tmp_path: Path) -> None:
    async with running(tmp_path, PLENTY) as site:
        ada = await person(http, site.base)
        response = await http.get(f"{site.base}/api/chat/events", headers=ada.headers)
        _ = [one async for one in taking(response, 1)]
    async with asyncio.timeout(LIMIT):
        assert await response.content.read() == b""
