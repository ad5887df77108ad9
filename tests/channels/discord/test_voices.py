"""In a desk thread everybody speaks under their name."""

from channels.base import Voice
from handoff.content import Content, File
from tests.channels.discord.harness import AGENT, ANA, MARIA, SYSTEM, Stage, out, thread_of


async def test_in_a_thread_everybody_speaks_under_their_name(stage: Stage) -> None:
    _, thread = await stage.card()
    for author in (MARIA, AGENT, ANA, SYSTEM):
        await stage.channel.send(out("**hello**", thread.chat, author, Voice.TEAM))
    await stage.channel.send(out("she was rude", thread.chat, ANA, Voice.NOTE))
    assert [(seen.author, seen.text) for seen in stage.server.shown(thread_of(thread))] == [
        ("Maria · contact", r"\*\*hello\*\*"),
        ("Robin · assistant", "**hello**"),
        ("Ana · team", "**hello**"),
        ("TestBot", r"-# \*\*hello\*\*"),
        ("TestBot", "**📝 Note · Ana · not sent to the contact**\nshe was rude"),
    ]


async def test_without_webhooks_names_are_a_prefix(stage: Stage) -> None:
    stage.server.deny(stage.server.place, "manage_webhooks")
    _, thread = await stage.card()
    ref = (await stage.channel.send(out("hello", thread.chat, MARIA, Voice.TEAM))).ref
    await stage.channel.edit(out("better", thread.chat, MARIA, Voice.TEAM), ref)
    (shown,) = stage.server.shown(thread_of(thread))
    assert (shown.author, shown.text) == ("TestBot", r"**Maria · contact:** better")


async def test_a_deleted_webhook_is_made_again_or_done_without(stage: Stage) -> None:
    _, thread = await stage.card()
    async with stage.running():
        for _ in range(3):
            await stage.channel.send(out("hello", thread.chat, MARIA, Voice.TEAM))
            for webhook in list(stage.server.backend.webhooks):
                stage.server.backend.delete_webhook(webhook)
    assert [seen.text.endswith("hello") for seen in stage.server.shown(thread_of(thread))] == [True] * 3


async def test_a_relayed_message_can_be_changed_and_taken_back(stage: Stage) -> None:
    _, thread = await stage.card()
    async with stage.running():
        ref = (await stage.channel.send(out("helo", thread.chat, MARIA, Voice.TEAM))).ref
        await stage.channel.edit(out("*hello*", thread.chat, MARIA, Voice.TEAM), ref)
        assert [seen.text for seen in stage.server.shown(thread_of(thread))] == [r"\*hello\*"]
        await stage.channel.delete(thread, ref)
    assert stage.server.shown(thread_of(thread)) == []
    assert stage.log.team_events == []


async def test_a_reply_in_a_thread_quotes_natively_and_still_says_who(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    _, thread = await stage.card()
    id = ana.say("which size?", thread_of(thread))
    await stage.channel.send(out("42", thread.chat, MARIA, Voice.TEAM, reply_to=id))
    shown = stage.server.shown(thread_of(thread))[-1]
    assert (shown.replies_to, shown.text) == (id, r"**Maria · contact:** 42")


async def test_files_go_up_with_the_text(stage: Stage) -> None:
    _, thread = await stage.card()
    files = stage.channel._files
    kept = [await files.save("web:1", f"{number}.txt", "text/plain", b"hello") for number in range(12)]
    big = File("0" * 40, "film.mp4", "video/mp4", 99 << 20)
    content = Content("look", files=(*kept, big))
    receipt = await stage.channel.send(out("", thread.chat, MARIA, Voice.TEAM, content=content))
    shown = stage.server.shown(thread_of(thread))
    assert [len(seen.files) for seen in shown] == [10, 2]
    assert shown[0].text == "look\n\\[film.mp4: too large, 99 MB where 10 are the most\\]"
    assert receipt.ref == ",".join(seen.id for seen in shown)


async def test_a_reminder_of_a_question_is_a_reply_to_its_card(stage: Stage) -> None:
    ref, _ = await stage.card()
    place = str(stage.server.place)
    await stage.channel.send(out("Reminder: @everyone this waits", place, SYSTEM, Voice.TEAM, reply_to=ref))
    shown = stage.server.shown(stage.server.place)[-1]
    assert (shown.replies_to, "this waits" in shown.text, "@everyone" in shown.text) == (ref, True, False)
