"""What contacts do in their private chat arrives as events, once and in order."""

import pytest

from channels.base import Voice
from channels.telegram.settings import TelegramSettings
from handoff.content import Button, Content, Style
from handoff.events import ContactAskedForPerson, ContactEdited, ContactReacted, ContactSaid
from handoff.ids import Address
from tests.channels.telegram.harness import ANA, PNG, Rig, eventually, outgoing


def chat(id: int) -> Address:
    return Address("telegram", str(id))


async def test_a_message_arrives_with_its_name_language_and_words(telegram: Rig) -> None:
    anna = telegram.server.person("Anna", language="de")
    async with telegram.running():
        message = anna.says("hello @robin <b>")
        await telegram.desk.said(1)
    where, event = telegram.desk.events[0]
    assert where == chat(anna.id)
    words, me = Content("hello @robin <b>"), str(anna.id)
    assert event == ContactSaid(str(message.id), words, "Anna", "de", person=me)


async def test_a_burst_keeps_its_order(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with telegram.running():
        for number in range(120):
            anna.says(f"m{number}")
        events = await telegram.desk.said(120)
    assert [event.content.text for event in events if isinstance(event, ContactSaid)] == [
        f"m{number}" for number in range(120)
    ]


async def test_a_reply_names_what_it_quotes_and_an_edit_what_it_changes(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with telegram.running():
        ref = await telegram.say(chat(anna.id), "Which order?")
        message = anna.says("that one", reply_to=anna.chat.messages[-1])
        anna.edits(message, "order 7")
        said, edited = await telegram.desk.said(2)
    assert isinstance(said, ContactSaid)
    assert said.quotes == ref
    assert edited == ContactEdited(str(message.id), "order 7")


async def test_a_live_location_is_told_once_and_not_each_time_it_moves(telegram: Rig) -> None:
    """It would fill the team's thread, which takes 20 messages a minute, and hold up all words in it."""
    anna = telegram.server.person("Anna")
    async with telegram.running():
        place = anna.says("", location={"latitude": 1.5, "longitude": 2.5, "live_period": 3600})
        for step in range(5):
            place.media["location"]["latitude"] = 2.5 + step
            anna.edits(place, "")
        anna.says("I am nearly there")
        first, second = await telegram.desk.said(2)
    assert isinstance(first, ContactSaid)
    assert first.content.text.startswith("[location]")
    assert second.content.text == "I am nearly there"  # type: ignore[union-attr]


async def test_reactions_are_told_on_and_off(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with telegram.running():
        ref = await telegram.say(chat(anna.id), "Done")
        message = anna.chat.messages[-1]
        anna.reacts(message, "👍")
        anna.reacts(message, "❤")
        events = await telegram.desk.said(3)
    assert events == [
        ContactReacted(ref, "👍", True),
        ContactReacted(ref, "👍", False),
        ContactReacted(ref, "❤", True),
    ]


async def test_start_is_greeted_and_is_no_question(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with telegram.running():
        anna.says("/start")
        greeting = await eventually(lambda: anna.chat.messages[1:])
        assert greeting[0].labels == ["Talk to a person"]
        anna.says("/start order_42")
        (event,) = await telegram.desk.said(1)
    assert isinstance(event, ContactSaid)
    assert (event.content.text, event.variables) == ("order_42", {"start": "order_42"})


async def test_changed_words_of_the_greeting_are_said_at_once(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with telegram.running():
        telegram.desk.own = {"en": {"greeting": "Welcome back.", "offer": "A person, please"}}
        anna.says("/start")
        greeting = await eventually(lambda: anna.chat.messages[1:])
    assert (greeting[0].text, greeting[0].labels) == ("Welcome back.", ["A person, please"])


@pytest.mark.parametrize(
    ("language", "offer"), [("de", "Mit einem Menschen sprechen"), ("pt-br", "Talk to a person")]
)
async def test_the_greeting_is_in_the_language_of_the_contacts_app(
    telegram: Rig, language: str, offer: str
) -> None:
    anna = telegram.server.person("Anna", language=language)
    async with telegram.running():
        anna.says("/start")
        greeting = await eventually(lambda: anna.chat.messages[1:])
        anna.presses(greeting[0], offer)
        (event,) = await telegram.desk.said(1)
    assert isinstance(event, ContactAskedForPerson)
    assert (event.name, event.language) == ("Anna", language)


async def test_where_contacts_are_not_served_nobody_is_greeted(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with telegram.running():
        telegram.channel.renew(TelegramSettings(token="", greets=False))
        anna.says("/start")
        anna.says("hello?")
        await telegram.desk.said(1)
    assert [message.text for message in anna.chat.messages] == ["/start", "hello?"]


async def test_a_button_that_means_nothing_any_more_says_so_in_the_contacts_language(telegram: Rig) -> None:
    anna = telegram.server.person("Anna", language="fr")
    old = Content("Old", (Button("Go", "gone:1"),))
    async with telegram.running():
        await telegram.channel.send(outgoing(chat(anna.id), content=old))
        press = anna.presses(anna.chat.messages[-1], "Go")
        await press.answered.wait()
        telegram.desk.own = {"fr": {"stale": "Trop tard. " + "é" * 300}}
        longer = anna.presses(anna.chat.messages[-1], "Go")
        await longer.answered.wait()
    assert press.text == "Ce bouton ne fonctionne plus. Écrivez-nous plutôt un message."
    assert (longer.text[:11], len(longer.text)) == ("Trop tard. ", 200)
    assert telegram.desk.events == []


async def test_a_press_asks_for_a_person_and_shows_what_was_chosen(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    buttons = (Button("Talk to a person", "person", Style.PRIMARY), Button("Track", "say:Where is it?"))
    async with telegram.running():
        await telegram.channel.send(outgoing(chat(anna.id), content=Content("How can I help?", buttons)))
        message = anna.chat.messages[-1]
        press = anna.presses(message, "Talk to a person")
        (event,) = await telegram.desk.said(1)
        await eventually(lambda: not message.buttons)
    assert isinstance(event, ContactAskedForPerson)
    assert press.answered.is_set()
    assert message.text == "How can I help?\n\n✓ Talk to a person"


async def test_a_choice_too_long_for_a_button_is_read_from_its_label(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    words = "I would like to know where my parcel is"
    buttons = (Button("Short", "say:Short"), Button(words, f"say:{words} and when it comes, please"))
    async with telegram.running():
        await telegram.channel.send(outgoing(chat(anna.id), content=Content("Choose", buttons)))
        anna.presses(anna.chat.messages[-1], words)
        anna.presses(anna.chat.messages[-1], "Short")
        events = await telegram.desk.said(2)
    assert [event.content.text for event in events if isinstance(event, ContactSaid)] == [words, "Short"]


async def test_a_picture_comes_with_its_words_and_bytes(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with telegram.running():
        anna.shows("photo", PNG, text="broken")
        (event,) = await telegram.desk.said(1)
    assert isinstance(event, ContactSaid)
    (file,) = event.content.files
    assert (event.content.text, file.type, file.name) == ("broken", "image/png", "photo.png")
    assert await telegram.files.read(file.id) == PNG


async def test_what_is_no_text_becomes_words(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with telegram.running():
        anna.shows(
            "sticker",
            b"RIFF0000WEBP",
            emoji="😀",
            type="regular",
            width=1,
            height=1,
            is_animated=False,
            is_video=False,
        )
        anna.shows("voice", b"OggS0000", duration=3)
        anna.says("", location={"latitude": 52.5, "longitude": 13.4})
        anna.says("", contact={"first_name": "Bea", "phone_number": "+491"})
        anna.says("", dice={"emoji": "🎲", "value": 4})
        anna.says("", something_new={"of": "2030"})
        events = await telegram.desk.said(6)
    texts = [event.content.text for event in events if isinstance(event, ContactSaid)]
    place = "https://www.openstreetmap.org/?mlat=52.5&mlon=13.4#map=17/52.5/13.4"
    assert texts == [
        "[sticker 😀]",
        "[voice message]",
        f"[location] {place}",
        "[contact] Bea, +491",
        "[🎲 4]",
        "[a message of a kind that cannot be shown here]",
    ]
    assert [len(event.content.files) for event in events if isinstance(event, ContactSaid)] == [
        1,
        1,
        0,
        0,
        0,
        0,
    ]


async def test_a_file_that_is_too_large_is_said_in_words(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with telegram.running():
        anna.shows("document", b"0" * (21 << 20), "film.mov", text="look")
        (event,) = await telegram.desk.said(1)
    assert isinstance(event, ContactSaid)
    assert event.content == Content("look\n[film.mov: too large, 21 MB where 20 are the most]")


async def test_service_messages_and_strangers_groups_are_left_alone(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    group = telegram.server.group("somebody's", anna)
    async with telegram.running():
        anna.says("", pinned_message=None, new_chat_title="x")
        anna.says("hello all", group)
        anna.says("last")
        (event,) = await telegram.desk.said(1)
    assert isinstance(event, ContactSaid)
    assert event.content.text == "last"


async def test_an_operators_name_is_shown_and_the_agents_is_not(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    await telegram.say(chat(anna.id), "agent **bold**")
    await telegram.say(chat(anna.id), "person", ANA, voice=Voice.CONTACT)
    assert anna.chat.texts == ["agent bold", "Ana\nperson"]
    assert [entity["type"] for entity in anna.chat.messages[0].entities] == ["bold"]
