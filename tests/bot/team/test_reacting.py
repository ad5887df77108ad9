"""Reactions both ways, and what the contact changes, quotes and sends late."""

from channels.team import Wrote
from handoff.content import Content
from handoff.events import ContactDeleted, ContactEdited, ContactReacted, ContactSaid, Recovered
from handoff.ids import Address
from tests.bot.team.house import ANA, BEN, House


async def taken(house: House) -> None:
    await house.press("take:1001")


# ── reactions ────────────────────────────────────────────────────────────────────────────────────


async def test_the_owners_reaction_is_put_on_the_contacts_own_message_and_taken_off(house: House) -> None:
    await taken(house)
    await house.say("thanks!", "m9")
    relayed = list(house.slack.seen)[-1]
    await house.react(relayed)
    assert house.contact.reactions["m9"] == ["👍"]
    await house.react(relayed, on=False)
    assert house.contact.reactions["m9"] == []


async def test_a_colleagues_reaction_stays_among_the_team(house: House) -> None:
    await taken(house)
    await house.say("thanks!")
    before = await house.entries()
    await house.react(list(house.slack.seen)[-1], by=BEN)
    assert await house.entries() == before


async def test_a_reaction_to_ones_own_or_to_an_unknown_message_is_nothing(house: House) -> None:
    await taken(house)
    await house.write("Hello")
    before = await house.entries()
    for ref in (house.wrote, "nowhere"):
        await house.react(ref)
    assert await house.entries() == before


async def test_the_contacts_reaction_is_put_on_the_operators_own_message(house: House) -> None:
    await taken(house)
    await house.write("Hello")
    await house.happen(ContactReacted(list(house.contact.seen)[-1], "🎉"))
    assert house.slack.reactions[house.wrote] == ["🎉"]


async def test_where_a_messenger_has_no_such_emoji_the_reaction_is_told_in_words(house: House) -> None:
    await taken(house)
    await house.write("Hello")
    house.slack.heard.clear()
    await house.happen(ContactReacted(list(house.contact.seen)[-1], "🎉"))
    assert "(reacted 🎉)" in (await house.reads("slack"))[-1]


# ── what the contact changes ─────────────────────────────────────────────────────────────────────


async def test_the_contacts_change_and_deletion_are_told_as_answers_to_the_message(house: House) -> None:
    await house.say("Helo", "m9")
    relayed = list(house.slack.seen)[-1]
    for event, words in (
        (ContactEdited("m9", "Hello"), "(changed to) Hello"),
        (ContactDeleted("m9"), "(took this message back)"),
    ):
        await house.happen(event)
        shown = list(house.slack.seen.values())[-1]
        assert (shown.content.text, shown.quotes) == (words, relayed)


async def test_what_the_contact_quotes_is_quoted_in_the_threads(house: House) -> None:
    await taken(house)
    await house.write("blue or red?")
    asked = list(house.contact.seen)[-1]
    await house.happen(ContactSaid("m9", Content("blue"), quotes=asked))
    shown = {name: list(house.channels[name].seen.values())[-1] for name in ("slack", "telegram")}
    assert shown["slack"].quotes == house.wrote, "there it is the operator's own message"
    assert house.telegram.seen[shown["telegram"].quotes or ""].content.text == "blue or red?"


async def test_messages_that_came_late_are_counted_in_the_threads_and_not_at_the_contact(
    house: House,
) -> None:
    before = house.told
    await house.intake.recovered(Address("fake", "chat"), 3)
    await house.rest()
    await house.happen(Recovered(1))
    for name in ("slack", "telegram"):
        assert any("3 messages" in text for text in await house.reads(name))
    assert house.told == before


async def test_what_came_late_in_a_desk_thread_is_told_in_its_conversation(house: House) -> None:
    await house.intake.recovered(await house.thread("telegram"), 2)
    await house.rest()
    assert any("2 messages" in text for text in await house.reads("slack"))


async def test_text_with_a_file_and_no_words_is_a_message_too(house: House) -> None:
    from handoff.content import File

    await taken(house)
    photo = File("f" * 40, "cat.png", "image/png", 3)
    await house.team(Wrote(ANA, await house.thread(), "w50", Content(files=(photo,))))
    assert list(house.contact.seen.values())[-1].content.files == (photo,)
    assert list(house.telegram.seen.values())[-1].content.files == (photo,)
