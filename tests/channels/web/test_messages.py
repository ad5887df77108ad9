"""What a contact sends: messages, changes of them, a wish for a person, typing."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiohttp import ClientSession

from channels.web.settings import WebSettings
from handoff.events import ContactAskedForPerson, ContactSaid
from handoff.ids import Address
from handoff.outcome import Lost, Refused
from handoff.transcript import AuthorKind, EntryKind, messages
from tests.channels.web.conftest import PLENTY, Person, person
from tests.channels.web.harness import Site, running


async def test_a_message_is_accepted_with_its_place(site: Site, ada: Person) -> None:
    id = str(uuid4())
    assert await ada.call("POST", "messages", json={"id": id, "text": "hello"}) == (202, {"id": id, "seq": 1})
    (event,) = site.team.events
    assert isinstance(event, ContactSaid)
    assert (event.id, event.content.text, event.name, event.language) == (id, "hello", "Ada", "de-AT")


async def test_the_same_id_again_changes_nothing(site: Site, ada: Person) -> None:
    sent = {"id": str(uuid4()), "text": "hello"}
    _, first = await ada.call("POST", "messages", json=sent)
    for text in ("hello", "something else"):
        again = await ada.call("POST", "messages", json={**sent, "text": text})
        assert again == (200, first)
    assert len(site.team.events) == 1


async def test_an_id_means_nothing_in_the_conversation_of_another(
    site: Site, ada: Person, bob: Person
) -> None:
    sent = {"id": str(uuid4()), "text": "hello"}
    assert (await ada.call("POST", "messages", json=sent))[0] == 202
    assert (await bob.call("POST", "messages", json=sent))[0] == 202
    assert len(site.team.states) == 2


async def test_a_message_can_quote_another(site: Site, ada: Person) -> None:
    await ada.say("first")
    await ada.say("second", reply_to=1)
    assert (await ada.events(3))[2].data["reply_to"] == 1


@pytest.mark.parametrize("text", ["", "  \n\t "])
async def test_an_empty_message_is_refused(site: Site, ada: Person, text: str) -> None:
    status, said = await ada.say(text)
    assert (status, said["error"]) == (422, "empty")
    assert not site.team.events


async def test_a_message_of_the_longest_length_is_taken_and_one_more_is_not(site: Site, ada: Person) -> None:
    assert (await ada.say("\U0001f600" * 8000))[0] == 202
    status, said = await ada.say("x" * 8001)
    assert (status, said["error"], said["limit"]) == (422, "too_long", 8000)
    assert (await ada.say("x" * 100_001))[0] in (413, 422)
    assert len(site.team.events) == 1


async def test_a_contact_can_change_and_take_back_their_own(site: Site, ada: Person) -> None:
    _, sent = await ada.say("helo")
    status, _ = await ada.call("PATCH", f"messages/{sent['id']}", json={"text": "hello"})
    assert status == 200
    (one,) = messages(site.team.log[site.team.only()])
    assert (one.content.text, one.earlier) == ("hello", ("helo",))
    gone = await ada.call("DELETE", f"messages/{sent['id']}")
    assert gone[0] == 200
    assert (await ada.call("DELETE", f"messages/{sent['id']}")) == gone
    assert (await ada.call("PATCH", f"messages/{sent['id']}", json={"text": "x"}))[0] == 404
    assert [entry.kind for entry in site.team.log[site.team.only()]] == [
        EntryKind.MESSAGE,
        EntryKind.EDIT,
        EntryKind.DELETE,
    ]


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_nobody_changes_what_another_wrote(site: Site, ada: Person, bob: Person, method: str) -> None:
    _, sent = await ada.say("mine")
    await bob.say("hello")
    for id in (sent["id"], str(uuid4()), "not-an-id", "m1"):
        status, said = await bob.call(method, f"messages/{id}", json={"text": "theirs"})
        assert (status, said["error"]) == (404, "unknown_message")
    assert len(site.team.events) == 2


async def test_the_wish_for_a_person_arrives_once(site: Site, ada: Person) -> None:
    await ada.say("hello")
    id = str(uuid4())
    first = await ada.call("POST", "person", json={"id": id})
    assert first[0] == 202
    assert await ada.call("POST", "person", json={"id": id}) == (200, first[1])
    assert site.team.events[-1] == ContactAskedForPerson(id, "Ada", "de-AT")
    assert len(site.team.events) == 2


async def test_typing_is_passed_on_and_not_kept(site: Site, ada: Person) -> None:
    assert await ada.call("POST", "typing") == (204, "")
    assert await ada.call("POST", "typing", json={}) == (204, "")
    assert site.team.typed == [Address.parse(ada.contact)] * 2
    assert not site.team.log


async def test_what_the_desk_refuses_is_told_with_its_code(site: Site, ada: Person) -> None:
    site.team.answer = Refused("closed", "Not now.")
    assert await ada.say("hello") == (409, {"error": "closed", "message": "Not now."})
    site.team.answer = Lost("already_taken", "Mara", 1_790_000_000.0)
    status, said = await ada.say("hello")
    assert (status, said["by"], said["at"]) == (409, "Mara", "2026-09-21T14:13:20.000Z")


async def test_a_store_that_is_full_means_later_and_nothing_lost(site: Site, ada: Person) -> None:
    sent = {"id": str(uuid4()), "text": "hello"}
    site.team.full = True
    async with ada.http.post(f"{ada.base}/api/chat/messages", json=sent, headers=ada.headers) as response:
        assert (response.status, response.headers["Retry-After"]) == (503, "1")
        assert (await response.json())["error"] == "unavailable"
    site.team.full = False
    assert (await ada.call("POST", "messages", json=sent))[0] == 202


async def test_too_many_requests_are_told_when_to_come_back(http: ClientSession, tmp_path: Path) -> None:
    async with running(tmp_path, WebSettings(burst=3, per_second=0.5)) as site:
        ada = await person(http, site.base)
        assert [(await ada.say("x"))[0] for _ in range(4)] == [202, 202, 202, 429]
        options: dict[str, Any] = {"json": {"id": str(uuid4()), "text": "x"}, "headers": ada.headers}
        async with http.post(f"{site.base}/api/chat/messages", **options) as response:
            assert int(response.headers["Retry-After"]) in (1, 2)
        bob = await person(http, site.base)
        assert (await bob.say("x"))[0] == 202


async def test_one_address_cannot_bring_contacts_without_end(http: ClientSession, tmp_path: Path) -> None:
    async with running(tmp_path, WebSettings(sessions_per_minute=2)) as site:
        url = f"{site.base}/api/chat/sessions"
        found = []
        for _ in range(3):
            async with http.post(url, json={}) as response:
                found.append(response.status)
    assert found == [201, 201, 429]


async def test_a_network_address_is_counted_behind_a_proxy_too(http: ClientSession, tmp_path: Path) -> None:
    settings = PLENTY.model_copy(update={"behind_proxy": True, "sessions_per_minute": 1})
    async with running(tmp_path, settings) as site:
        for address, expected in (("1.2.3.4", 201), ("6.6.6.6, 1.2.3.4", 429), ("5.6.7.8", 201)):
            forwarded = {"X-Forwarded-For": address}
            async with http.post(f"{site.base}/api/chat/sessions", json={}, headers=forwarded) as response:
                assert response.status == expected


async def test_the_author_of_a_contacts_message_is_the_contact(site: Site, ada: Person) -> None:
    await ada.say("hello")
    (entry,) = site.team.log[site.team.only()]
    assert entry.author.kind is AuthorKind.CONTACT


async def test_a_session_needs_nothing_of_who_begins_it(site: Site, http: ClientSession) -> None:
    async with http.post(f"{site.base}/api/chat/sessions") as response:
        assert response.status == 201
        assert set(await response.json()) == {"contact", "token"}
