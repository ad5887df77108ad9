"""Cards stand in a topic where there are topics, else replies hang on them."""

from dataclasses import replace

import pytest

from channels.base import Mark, Voice
from channels.errors import Permanent
from channels.team import ThreadGone, Wrote
from handoff.content import Content
from handoff.envelope import Ending, Line
from handoff.ids import Address
from tests.channels.telegram.harness import ANA, ANNA, BOT, PNG, ROBIN, Rig, card, outgoing
from tests.platforms.telegram.limits import Cut


async def test_a_forum_gets_a_topic_with_the_card_in_it(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    receipt = await telegram.channel.post_card(telegram.room(forum), card(), "k")
    (message,) = forum.messages
    assert forum.topics == {message.thread: "H-1001 · Ana"}
    assert receipt.thread == f"{forum.id}/{message.thread}"
    assert receipt.ref == str(message.id)
    assert message.labels == ["Take over", "Resolve", "Snooze", "Transfer"]
    assert message.text.startswith("🔔 H-1001 · Ana\nWaiting for someone to take over · since ")
    assert "Why: The contact is upset\nCategory: Complaint\n" in message.text


@pytest.mark.parametrize("supergroup", [True, False])
async def test_a_group_without_topics_gets_a_card_to_reply_to(telegram: Rig, supergroup: bool) -> None:
    group = telegram.server.group("Support", supergroup=supergroup)
    receipt = await telegram.channel.post_card(telegram.room(group), card(), "k")
    assert receipt.thread == f"{group.id}#{receipt.ref}"
    await telegram.say(Address("telegram", receipt.thread), "hello", ANNA, voice=Voice.TEAM)
    posted, relayed = group.messages
    assert relayed.reply_to is posted


async def test_without_the_right_to_open_topics_the_card_still_comes(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    forum.rights.clear()
    receipt = await telegram.channel.post_card(telegram.room(forum), card(), "k")
    assert "#" in receipt.thread


async def test_a_card_shows_who_did_what_and_loses_its_buttons(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    room = telegram.room(forum)
    receipt = await telegram.channel.post_card(room, card(), "k")
    await telegram.channel.edit_card(room, receipt.ref, card(ending=Ending.RESOLVED, closed=9.0, by="Bea"))
    await telegram.channel.edit_card(room, receipt.ref, card(ending=Ending.RESOLVED, closed=9.0, by="Bea"))
    (message,) = forum.messages
    assert "Resolved by Bea" in message.text
    assert message.labels == []


async def test_the_same_card_is_posted_once_also_by_the_next_process(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    room = telegram.room(forum)
    first = await telegram.channel.post_card(room, card(), "k")
    assert await telegram.again().channel.post_card(room, card(), "k") == first
    assert len(forum.messages) == len(forum.topics) == 1


async def test_a_card_that_failed_after_its_topic_opens_no_second_one(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    telegram.server.fail(Cut.BEFORE, "sendMessage")
    with pytest.raises(Exception, match="broke"):
        await telegram.channel.post_card(telegram.room(forum), card(), "k")
    await telegram.again().channel.post_card(telegram.room(forum), card(), "k")
    assert len(forum.topics) == len(forum.messages) == 1


async def test_nothing_a_contact_wrote_is_alive_on_a_card(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    drawn = card()
    evil = "<b>@ana_op</b> [x](https://evil.example) /take *bold* tg://user?id=1"
    lines = (Line("@ana_op /take", evil),)
    changed = type(drawn)(
        drawn.ticket, drawn.conversation, f"H-1001 · {evil}", evil, Content(evil), True, evil, lines
    )
    await telegram.channel.post_card(telegram.room(forum), changed, "k")
    (message,) = forum.messages
    kinds = {entity["type"] for entity in message.entities}
    assert kinds <= {"bold", "italic", "blockquote", "date_time", "url"}
    assert "*bold*" in message.text
    assert "[x](https://evil.example)" in message.text


async def test_each_voice_says_who_speaks(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    receipt = await telegram.channel.post_card(telegram.room(forum), card(), "k")
    thread = Address("telegram", receipt.thread)
    await telegram.say(thread, "*hi* @ana_op", ANNA, voice=Voice.TEAM)
    await telegram.say(thread, "*hi*", ROBIN, voice=Voice.TEAM)
    await telegram.say(thread, "**hi**", ANA, voice=Voice.TEAM)
    await telegram.say(thread, "Ana took over", BOT, voice=Voice.TEAM)
    await telegram.say(thread, "angry", ANA, voice=Voice.NOTE)
    texts = [message.text for message in forum.messages[1:]]
    assert texts == [
        "Anna · contact\n*hi* @\u2060ana_op",
        "Robin · assistant\nhi",
        "Ana · team\nhi",
        "Ana took over",
        "📝 Note · Ana · not sent to the contact\nangry",
    ]
    assert {message.thread for message in forum.messages} == {*forum.topics}


async def test_an_edit_in_a_thread_keeps_the_speaker(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    receipt = await telegram.channel.post_card(telegram.room(forum), card(), "k")
    thread = Address("telegram", receipt.thread)
    ref = await telegram.say(thread, "helo", ANNA, voice=Voice.TEAM)
    await telegram.channel.edit(outgoing(thread, "hello", ANNA, voice=Voice.TEAM), ref)
    assert forum.texts[1:] == ["Anna · contact\nhello"]


async def test_pictures_and_files_come_as_such_and_albums_as_albums(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    receipt = await telegram.channel.post_card(telegram.room(forum), card(), "k")
    thread = Address("telegram", receipt.thread)
    picture = await telegram.files.save("x", "a.png", "image/png", PNG)
    other = await telegram.files.save("x", "b.png", "image/png", PNG + b"1")
    voice = await telegram.files.save("x", "v.ogg", "audio/ogg", b"OggS000")
    content = Content("look", files=(picture, other, voice))
    sent = await telegram.channel.send(outgoing(thread, "", ANNA, content=content, voice=Voice.TEAM))
    one, two, three = forum.messages[1:]
    assert sent.ref == f"{one.id},{two.id},{three.id}"
    assert [message.kind for message in (one, two, three)] == ["photo", "photo", "voice"]
    assert one.album == two.album != three.album
    assert (one.text, two.text) == ("Anna · contact\nlook", "")
    assert two.file is not None
    assert two.file.data == PNG + b"1"


async def test_a_picture_that_telegram_does_not_like_comes_as_a_file(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    broken = await telegram.files.save("x", "a.png", "image/png", b"no picture")
    await telegram.say(Address("telegram", str(anna.id)), "", content=Content(files=(broken,)))
    assert [message.kind for message in anna.chat.messages] == ["document"]


async def test_marks_are_reactions_and_a_failure_says_why(telegram: Rig) -> None:
    bea = telegram.server.person("Bea")
    forum = telegram.server.group("Support", bea, forum=True)
    receipt = await telegram.channel.post_card(telegram.room(forum), card(), "k")
    thread = Address("telegram", receipt.thread)
    message = bea.says("hello", forum, thread=forum.topic("H-1001"))
    me = telegram.server.world.bot.id
    await telegram.channel.mark(thread, str(message.id), Mark.DELIVERED)
    assert message.reactions[me] == ["👌"]
    await telegram.channel.mark(thread, str(message.id), Mark.NOTE)
    assert message.reactions[me] == ["✍"]
    await telegram.channel.mark(thread, str(message.id), Mark.FAILED, "the contact blocked the bot")
    assert forum.messages[-1].text == "⚠️ Not delivered: the contact blocked the bot"
    assert forum.messages[-1].reply_to is message
    forum.reactions = set()
    await telegram.channel.mark(thread, str(message.id), Mark.DELIVERED)
    assert forum.messages[-1].text == "✓ Delivered"


async def test_a_deleted_topic_is_told_to_the_team_side(telegram: Rig) -> None:
    forum = telegram.server.group("Support", forum=True)
    room = telegram.room(forum)
    async with telegram.running():
        receipt = await telegram.channel.post_card(room, card(), "k")
        telegram.server.delete_topic(forum, forum.topic("H-1001"))
        thread = Address("telegram", receipt.thread)
        with pytest.raises(Permanent, match="topic was deleted"):
            await telegram.say(thread, "hello", ANNA, voice=Voice.TEAM)
        (gone,) = await telegram.desk.acted(1)
    assert gone == ThreadGone(thread, "the topic was deleted")


async def test_a_group_turned_supergroup_is_still_reached_by_its_old_name(telegram: Rig) -> None:
    bea = telegram.server.person("Bea")
    group = telegram.server.group("Support", bea, supergroup=False)
    room = telegram.room(group)
    new = telegram.server.migrate(group)
    receipt = await telegram.channel.post_card(room, card(), "k")
    assert len(new.messages) == 1
    again = telegram.again()
    async with again.running():
        bea.says("taking it", new, reply_to=new.messages[-1])
        await again.desk.acted(1)
    (wrote,) = again.desk.acts
    assert isinstance(wrote, Wrote)
    assert wrote.thread == Address("telegram", receipt.thread)
    assert receipt.thread.startswith(f"{group.id}#")


async def test_a_reminder_of_a_question_is_a_reply_to_its_card(telegram: Rig) -> None:
    group = telegram.server.group("Support")
    place = telegram.room(group)
    receipt = await telegram.channel.post_card(place, replace(card(), ticket=None), "a1")
    reminder = outgoing(place, "Reminder: @ana this still waits", BOT, voice=Voice.TEAM)
    await telegram.channel.send(replace(reminder, reply_to=receipt.ref))
    posted, shown = group.messages
    assert (shown.reply_to is posted, shown.text) == (True, "Reminder: @\u2060ana this still waits")
