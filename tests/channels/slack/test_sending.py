"""What we send: shown as it was meant, once, however the line behaves."""

import asyncio

import pytest

from channels.base import Outgoing, Voice
from channels.errors import ChannelError, Gone, Permanent, RateLimited, Temporary, Uncertain
from channels.slack.adapter import SlackChannel
from channels.slack.outbound import MOST_TEXT
from handoff.content import Button, Content, Field, File, Source
from handoff.ids import Address
from tests.channels.slack.harness import AGENT, ANA, CONTACT, NOTE, SYSTEM, TEAM, Scene
from tests.platforms.slack.faults import Fault
from tests.platforms.slack.reading import alive, shown
from tests.platforms.slack.world import Message

POST, SHARE = "chat.postMessage", "files.completeUploadExternal"


def last(live: Scene, to: Address) -> Message:
    channel, _, thread = to.chat.partition("/")
    found = live.slack.world.thread(channel, thread) if thread else live.slack.world.sorted(channel)
    return found[-1]


async def kept(live: Scene, *files: tuple[str, str, bytes]) -> tuple[File, ...]:
    return tuple([await live.files.save("web:1", *file) for file in files])


# ── how it looks ─────────────────────────────────────────────────────────────────────────────────


async def test_an_operators_name_stands_above_the_words(live: Scene) -> None:
    await live.send("**Hello** Mia")
    message = last(live, live.mine)
    assert (message.username, message.text, message.icon) == ("Ana", "*Hello* Mia", ":technologist:")


async def test_without_the_scope_the_name_stands_before_the_words(live: Scene) -> None:
    live.slack.site.scopes.discard("chat:write.customize")
    await live.send("Hello")
    await live.send("again", key="k2")
    assert live.mia.reads() == ["*Ana:* Hello", "*Ana:* again"]
    assert live.slack.site.faults.counts[POST] == 3


async def test_an_agents_answer_has_sources_and_buttons(live: Scene) -> None:
    content = Content(
        "Six weeks, see [terms](https://shop.example/terms).",
        buttons=(Button("Talk to a person", "person"),),
        sources=(Source("Returns", "When", "https://shop.example/returns"), Source("Help")),
        fields=(Field("Order", "7 <8>"),),
    )
    await live.send("", content=content, author=AGENT)
    assert live.mia.reads() == [
        "Six weeks, see terms.\n*Order*\n7 <8>\n📖 Returns › When · Help\n[Talk to a person]"
    ]
    assert alive(last(live, live.mine)).count("https://shop.example/returns|Returns › When") == 1


@pytest.mark.parametrize(
    ("author", "name", "words"),
    [
        (CONTACT, "Mia · contact", "*not bold* <!here>"),
        (AGENT, "Robin · assistant", "_not bold_ <!here>"),
        (ANA, "Ana · team", "_not bold_ <!here>"),
        (SYSTEM, "", "*not bold* <!here>"),
    ],
    ids=["contact", "agent", "human", "system"],
)
async def test_in_a_desk_thread_it_is_visible_who_speaks(
    live: Scene, author: object, name: str, words: str
) -> None:
    thread = await live.thread()
    await live.send("*not bold* <!here>", thread, key="k2", author=author, voice=TEAM)
    message = last(live, thread)
    assert (message.username, shown(message)) == (name, words)
    assert alive(message) == []


async def test_a_note_says_that_it_is_one(live: Scene) -> None:
    thread = await live.thread()
    await live.send("call her", thread, key="k2", voice=NOTE)
    assert shown(last(live, thread)) == "call her\n📝 Note · not sent to the contact"


async def test_a_contacts_words_stay_data_when_they_are_changed(live: Scene) -> None:
    thread = await live.thread()
    out = Outgoing("k2", thread, CONTACT, Content("hi"), voice=Voice.TEAM)
    ref = (await live.channel.send(out)).ref
    evil = Content("[bank](http://evil.example) <!channel> *x*")
    await live.channel.edit(Outgoing("k2", thread, CONTACT, evil, voice=Voice.TEAM), ref)
    assert shown(last(live, thread)) == evil.text
    assert alive(last(live, thread)) == []


async def test_a_long_message_is_split_and_changes_as_one(live: Scene) -> None:
    ref = await live.send("word " * 2000, author=AGENT)
    assert len(ref.split(",")) == 3
    assert all(len(text) <= MOST_TEXT for text in live.mia.reads())
    await live.channel.edit(Outgoing("k1", live.mine, AGENT, Content("short")), ref)
    assert live.mia.reads() == ["short"]
    ref = await live.send("b", key="k2")
    await live.channel.edit(Outgoing("k2", live.mine, AGENT, Content("word " * 2000)), ref)
    assert len(live.mia.reads()[1]) > 9000
    await live.channel.delete(live.mine, ref)
    assert live.mia.reads() == ["short"]


async def test_a_quote_is_a_reply_that_shows_in_the_chat(live: Scene) -> None:
    said = live.mia.says("Where is it?")
    await live.send("In Berlin.", reply_to=said.ts)
    message = last(live, live.mine)
    assert (message.thread_ts, message.broadcast) == (said.ts, True)


async def test_a_quote_in_a_desk_thread_repeats_the_words(live: Scene) -> None:
    thread = await live.thread()
    ref = await live.send("Where is <it>?", thread, key="k2", author=CONTACT, voice=TEAM)
    await live.send("In Berlin.", thread, key="k3", voice=TEAM, reply_to=ref)
    assert shown(last(live, thread)) == "↩ Where is <it>?\nIn Berlin."


async def test_formatting_that_slack_refuses_is_left_out(live: Scene) -> None:
    live.slack.fail(Fault(POST, error="invalid_blocks"))
    await live.send("", content=Content("Sure?", buttons=(Button("Yes", "say:yes"),)), author=AGENT)
    assert live.mia.reads() == ["Sure?"]


# ── files ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_text_with_files_is_one_message(live: Scene) -> None:
    files = await kept(live, ("a.png", "image/png", b"1"), ("b.txt", "text/plain", b"22"))
    ref = await live.send("", content=Content("See **these**", files=files), author=AGENT)
    assert live.mia.reads() == ["See *these*\n{a.png}\n{b.txt}"]
    assert [file.data for file in last(live, live.mine).files] == [b"1", b"22"]
    changed = Outgoing("k1", live.mine, AGENT, Content("Look", files=files))
    await live.channel.edit(changed, ref)
    assert live.mia.reads() == ["Look\n{a.png}\n{b.txt}"]
    await live.channel.delete(live.mine, ref)
    assert live.mia.reads() == []


async def test_a_contacts_text_and_file_are_data_and_a_file(live: Scene) -> None:
    thread = await live.thread()
    files = await kept(live, ("leg.png", "image/png", b"1"))
    content = Content("*broken*", files=files)
    ref = await live.send("", thread, key="k2", content=content, author=CONTACT, voice=TEAM)
    assert live.ana.reads(live.team, thread.chat[7:]) == ["*broken*", "*Mia · contact:*\n{leg.png}"]
    assert len(ref.split(",")) == 2


async def test_an_upload_that_may_have_been_shown_is_not_shown_twice(live: Scene) -> None:
    files = await kept(live, ("a.png", "image/png", b"1"))
    content = Content("See", files=files)
    live.slack.fail(Fault(SHARE, drop="after"))
    with pytest.raises(Uncertain):
        await live.send("", content=content, author=AGENT)
    ref = await live.send("", content=content, author=AGENT, again=True)
    assert live.mia.reads() == ["See\n{a.png}"]
    assert ref == last(live, live.mine).ts


async def test_an_upload_that_was_cut_before_it_showed_is_shown(live: Scene) -> None:
    content = Content("See", files=await kept(live, ("a.png", "image/png", b"1")))
    live.slack.fail(Fault(SHARE, drop="before"))
    with pytest.raises(Uncertain):
        await live.send("", content=content, author=AGENT)
    await live.send("", content=content, author=AGENT)
    assert live.mia.reads() == ["See\n{a.png}"]


async def test_a_file_that_is_no_longer_kept_is_said(live: Scene) -> None:
    gone = File("0" * 40, "a.png", "image/png", 1)
    with pytest.raises(Permanent, match="no longer kept"):
        await live.send("", content=Content(files=(gone,)), author=AGENT)


# ── again, and in doubt ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("where", ["contact", "thread"])
async def test_a_try_that_may_be_a_second_one_looks_first(live: Scene, where: str) -> None:
    to = live.mine if where == "contact" else await live.thread()
    first = await live.send("word " * 2000, to, key="k2", author=AGENT)
    again = await live.send("word " * 2000, to, key="k2", author=AGENT, again=True)
    assert again == first


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_after_a_broken_call_the_next_try_shows_it_once(live: Scene, drop: str) -> None:
    live.slack.fail(Fault(POST, drop=drop))
    with pytest.raises(Uncertain):
        await live.send("hello")
    await live.send("hello")
    assert live.mia.reads() == ["hello"]


async def test_after_a_part_was_delivered_the_next_try_delivers_the_rest(live: Scene) -> None:
    live.slack.site.pace, live.slack.site.burst, live.slack.site.now = 1.0, 2, lambda: 0.0
    with pytest.raises(Uncertain, match="only a part"):
        await live.send("word " * 2000, author=AGENT)
    assert len(live.mia.reads()) == 2
    live.slack.site.pace = 0
    ref = await live.send("word " * 2000, author=AGENT, again=True)
    assert len(live.mia.reads()) == len(ref.split(",")) == 3


# ── failures ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (Fault(POST, status=429, seconds=7), RateLimited, "slow down"),
        (Fault(POST, status=503), Temporary, "not available"),
        (Fault(POST, status=500), Uncertain, "middle of the call"),
        (Fault(POST, error="ratelimited"), RateLimited, "slow down"),
        (Fault(POST, error="service_unavailable"), Temporary, "not available"),
        (Fault(POST, error="fatal_error"), Uncertain, "middle of the call"),
        (Fault(POST, error="is_archived"), Gone, "archived"),
        (Fault(POST, error="token_revoked"), Permanent, "reinstall the app"),
        (Fault(POST, error="something_new"), Permanent, "something_new"),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else None,
)
async def test_each_failure_is_told_apart(
    live: Scene, fault: Fault, kind: type[ChannelError], words: str
) -> None:
    live.slack.fail(fault)
    with pytest.raises(kind, match=words) as caught:
        await live.send("secret words of hers")
    assert "secret" not in str(caught.value)
    if isinstance(caught.value, RateLimited) and fault.status:
        assert caught.value.seconds == 7


async def test_no_answer_in_time_leaves_us_in_doubt(here: Scene) -> None:
    channel = SlackChannel(here.settings(timeout=1.0), here.files, here.memos)
    here.slack.fail(Fault(POST, hang=30.0))
    with pytest.raises(Uncertain, match="in time"):
        await channel.send(Outgoing("k1", here.mine, ANA, Content("hello")))


async def test_a_slack_that_cannot_be_reached_surely_showed_nothing(here: Scene) -> None:
    channel = SlackChannel(here.settings(api_base="http://127.0.0.1:9/api/"), here.files, here.memos)
    with pytest.raises(Temporary, match="cannot be reached"):
        await channel.send(Outgoing("k1", here.mine, ANA, Content("hello")))


async def test_a_limit_holds_its_own_chat_only(live: Scene) -> None:
    live.slack.fail(Fault(POST, status=429, seconds=1000))
    with pytest.raises(RateLimited):
        await live.send("hello")
    await live.channel.ready(live.desk)
    waiting = asyncio.create_task(live.channel.ready(live.mine))
    await live.send("meanwhile", live.desk, key="k2")
    assert not waiting.done()
    waiting.cancel()


async def test_places_that_are_gone_are_said_in_words(live: Scene) -> None:
    live.team.members.discard("U0BOT")
    with pytest.raises(Gone, match="/invite"):
        await live.send("hello", live.desk)
    with pytest.raises(Gone, match="knows no such conversation"):
        await live.send("hello", Address("slack", "C0NOWHERE"))
    with pytest.raises(Gone, match="thread was deleted"):
        await live.send("hello", Address("slack", f"{live.mine.chat}/1.000001"))


async def test_reactions_are_put_and_taken_off(live: Scene) -> None:
    said = live.mia.says("thanks!")
    for on in (True, True, False, False, True):
        await live.channel.react(live.mine, said.ts, "❤️", on)
    assert said.reactions == {"heart": ["U0BOT"]}
    with pytest.raises(Permanent, match="no reaction like"):
        await live.channel.react(live.mine, said.ts, "🦆", True)


async def test_nothing_we_do_is_brought_back_to_us(live: Scene) -> None:
    thread = await live.thread()
    ref = await live.send("one", thread, key="k2")
    await live.channel.edit(Outgoing("k2", thread, ANA, Content("two")), ref)
    await live.channel.react(thread, ref, "👍", True)
    await live.channel.delete(thread, ref)
    await live.send("to mia", key="k3")
    await live.settled()
    assert live.book.events == []
    assert live.book.team_events == []
