"""Contacts in direct messages: what they do arrives once, in order, as they meant it."""

from aiohttp import web
from aiohttp.test_utils import TestServer

from handoff.content import Button, Content
from handoff.events import (
    ContactAskedForPerson,
    ContactDeleted,
    ContactEdited,
    ContactReacted,
    ContactSaid,
)
from tests.channels.slack.harness import AGENT, Scene, until
from tests.platforms.slack.judge import judge
from tests.platforms.slack.uploads import new_file
from tests.platforms.slack.world import Message

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


async def test_a_message_arrives_with_its_writers_name_and_language(live: Scene) -> None:
    said = live.mia.says("Where is my <order> & why?")
    await live.settled()
    words, me = Content("Where is my <order> & why?"), live.mia.user.id
    expected = ContactSaid(said.ts, words, "Mia", "en", person=me)
    assert live.book.events == [(live.mine, expected)]
    assert live.book.keys == [f"slack:T0001:{live.mia.dm.id}:{said.ts}"]
    assert not live.slack.site.refused
    assert judge() is None or live.slack.courier.counts["acknowledged"] == 1


async def test_messages_of_one_chat_keep_their_order(live: Scene) -> None:
    for number in range(50):
        live.mia.says(f"{number}")
    await live.settled()
    texts = [event.content.text for _, event in live.book.events if isinstance(event, ContactSaid)]
    assert texts == [str(number) for number in range(50)]


async def test_edits_deletions_and_reactions_arrive(live: Scene) -> None:
    said = live.mia.says("helo")
    live.mia.edits(said, "hello")
    live.mia.reacts(said, "+1")
    live.mia.reacts(said, "+1", on=False)
    live.mia.deletes(said)
    await live.settled()
    assert [event for _, event in live.book.events][1:] == [
        ContactEdited(said.ts, "hello"),
        ContactReacted(said.ts, "👍"),
        ContactReacted(said.ts, "👍", on=False),
        ContactDeleted(said.ts),
    ]


async def test_files_are_kept_and_too_large_ones_are_told(live: Scene) -> None:
    live.mia.sends(("leg.png", PNG), ("notes.txt", b"broken"), text="look")
    live.mia.sends(("film.mp4", b"0" * (26 * 1024 * 1024)))
    await live.settled()
    (_, first), (_, second) = live.book.events
    assert isinstance(first, ContactSaid)
    assert isinstance(second, ContactSaid)
    assert [(file.name, file.type) for file in first.content.files] == [
        ("leg.png", "image/png"),
        ("notes.txt", "text/plain"),
    ]
    assert await live.files.read(first.content.files[0].id) == PNG
    assert second.content.text == "[film.mp4: too large, 26 MB where 25 are the most]"


async def test_a_file_that_may_not_be_read_is_told_and_no_sign_in_page_is_kept(live: Scene) -> None:
    live.slack.site.scopes.discard("files:read")
    live.mia.sends(("leg.png", PNG))
    await live.settled()
    (_, event) = live.book.events[0]
    assert isinstance(event, ContactSaid)
    assert event.content == Content("[leg.png: could not be fetched]")


async def test_a_file_that_lies_elsewhere_is_never_asked_for_with_the_bots_token(live: Scene) -> None:
    """A remote file's address is whatever some app of the workspace says it is."""
    asked: list[str] = []

    async def spy(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization", ""))
        return web.Response(body=PNG)

    elsewhere = web.Application()
    elsewhere.router.add_get("/{name}", spy)
    async with TestServer(elsewhere) as server:
        file = new_file(live.slack.site, "plan.png", PNG, live.mia.user.id)
        file.url = str(server.make_url("/plan.png"))
        place, site = live.mia.dm, live.slack.site
        site.said(
            Message(place.id, site.world.ts(), live.mia.user.id, "look", subtype="file_share", files=[file])
        )
        await live.settled()
    (_, event) = live.book.events[0]
    assert isinstance(event, ContactSaid)
    assert (asked, event.content) == ([], Content(f"look\n[plan.png: {file.url}]"))


async def test_a_reply_in_a_thread_of_the_chat_quotes_its_first_message(live: Scene) -> None:
    ref = await live.send("We are open till six.")
    live.mia.says("and on Sunday?", thread=ref)
    await live.settled()
    (_, event) = live.book.events[0]
    assert isinstance(event, ContactSaid)
    assert (event.quotes, event.content.text) == (ref, "and on Sunday?")


async def test_the_button_for_a_person_asks_for_one_and_shows_the_choice(live: Scene) -> None:
    content = Content("Sorry.", buttons=(Button("Talk to a person", "person"), Button("No", "say:No")))
    ref = await live.send("", content=content, author=AGENT)
    message = live.mia.dm.messages[ref]
    assert (await live.mia.presses("Talk to a person", message)).ok
    (_, event) = live.book.events[0]
    assert isinstance(event, ContactAskedForPerson)
    assert (event.name, event.language) == ("Mia", "en")
    await until(lambda: live.mia.reads() == ["Sorry.\n✓ Talk to a person"])


async def test_a_button_that_means_nothing_any_more_says_so_in_the_contacts_language(live: Scene) -> None:
    live.mia.user.locale = "de-DE"
    ref = await live.send("", content=Content("Old", (Button("Go", "gone:1"),)), author=AGENT)
    assert (await live.mia.presses("Go", live.mia.dm.messages[ref])).ok
    await until(lambda: bool(live.mia.alone))
    (seen,) = live.mia.alone
    assert seen.text == "Diese Schaltfläche funktioniert nicht mehr. Bitte schreiben Sie uns stattdessen."
    assert live.book.events == []


async def test_a_say_button_says_its_text(live: Scene) -> None:
    content = Content("Refund?", buttons=(Button("Yes, please", "say:Yes, refund it"),))
    ref = await live.send("", content=content, author=AGENT)
    assert (await live.mia.presses("Yes, please", live.mia.dm.messages[ref])).ok
    (_, event) = live.book.events[0]
    assert isinstance(event, ContactSaid)
    assert event.content.text == "Yes, refund it"


async def test_messages_outside_of_direct_messages_and_team_places_are_left_alone(live: Scene) -> None:
    other = live.slack.channel("random", live.mia)
    live.mia.says("hello robin", other)
    await live.settled()
    assert live.book.events == []
    assert live.book.team_events == []
    assert live.slack.courier.counts["acknowledged"] == 1
