"""Words of others stay words: no mention, labelled link or markup comes of them, and Slack takes them."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from channels.base import Outgoing, Voice
from channels.errors import ChannelError
from channels.slack import outbound
from channels.slack.card import draw
from channels.slack.inbound import parse
from channels.slack.outbound import Look, posts
from channels.slack.text import escape, mrkdwn, one_line, pieces
from handoff.card import Card
from handoff.content import Button, Content, Field, Source
from handoff.envelope import Line
from handoff.ids import Address, ConversationId, Ticket
from handoff.transcript import Author, AuthorKind
from tests.channels.slack.harness import scene
from tests.platforms.slack.judge import judge
from tests.platforms.slack.reading import alive, lines, plain
from tests.platforms.slack.world import Message

EVIL = [
    "<!channel>",
    "<!here|here>",
    "<@U123>",
    "<#C1>",
    "<!subteam^S1>",
    "<http://evil.example|bank.example>",
    "[bank.example](http://evil.example)",
    "&lt;!channel&gt;",
    "`<!channel>`",
    "```\n<!here>\n```",
    "*b* _i_ ~s~",
    "> quote",
    "<!date^1^{date}|x>",
    "x" * 20_000,
    "&" * 5000,
    "\x00\x1b[2J",
    "\ud800",
    "@everyone",
    "<" * 4000,
    "# head\n\n- a\n- b",
    ":smile:",
    "",
    " ",
    "\n\n",
    "|",
    "![x](http://evil.example/x.png)",
    "</script>",
    "𝔘" * 4000,
]
texts = (
    st.text(max_size=80) | st.sampled_from(EVIL) | st.tuples(st.sampled_from(EVIL), st.text()).map("".join)
)
contents = st.builds(
    Content,
    text=texts,
    buttons=st.lists(st.builds(Button, texts, texts), max_size=30).map(tuple),
    fields=st.lists(st.builds(Field, texts, texts), max_size=12).map(tuple),
    sources=st.lists(st.builds(Source, texts, texts, texts), max_size=6).map(tuple),
)
cards = st.builds(
    Card,
    st.just(Ticket(1)),
    st.just(ConversationId("c1")),
    texts,
    texts,
    contents,
    st.booleans(),
    texts,
    st.lists(st.builds(Line, texts, texts), max_size=4).map(tuple),
    st.none() | st.just(1_790_000_000.0),
)
looks = st.builds(Look, st.sampled_from(Voice), st.builds(Author, st.sampled_from(AuthorKind), texts))
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
)
KEYS = [
    "type",
    "event",
    "channel",
    "ts",
    "user",
    "text",
    "subtype",
    "message",
    "previous_message",
    "item",
    "reaction",
    "actions",
    "container",
    "view",
    "value",
    "files",
    "blocks",
    "elements",
    "attachments",
    "edited",
    "style",
    "command",
]
VALUES = [
    "event_callback",
    "message",
    "block_actions",
    "view_submission",
    "message_changed",
    "message_deleted",
    "reaction_added",
    "rich_text",
    "rich_text_section",
    "rich_text_list",
    "emoji",
    "link",
    "D1",
    "1.2",
    "/x",
]
payloads = st.recursive(
    st.sampled_from(VALUES) | st.none() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=8),
    max_leaves=40,
)


@given(texts)
def test_escaped_words_read_as_they_were_written_and_are_dead(text: str) -> None:
    escaped = escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert not alive(Message("C1", "1.1", "U1", escaped))


@given(texts)
def test_markdown_makes_no_mention(markdown: str) -> None:
    made = alive(Message("C1", "1.1", "U1", mrkdwn(markdown)))
    assert all(one.startswith(("http://", "https://")) for one in made)


@given(contents, texts)
def test_a_contacts_words_make_nothing_in_a_desk_thread(content: Content, name: str) -> None:
    words = Content(content.text)
    for voice in (Voice.TEAM, Voice.NOTE):
        for custom in (True, False):
            for post in posts(words, Look(voice, Author(AuthorKind.CONTACT, name)), custom):
                message = Message("C1", "1.1", "U1", post.text, blocks=list(post.blocks))
                assert alive(message) == []


@given(cards)
def test_nothing_on_a_card_comes_alive_but_its_own_date(card: Card) -> None:
    blocks = draw(card)
    court = judge()
    assert court is None or not court.blocks(blocks)
    found = alive(Message("C1", "1.1", "U1", "", blocks=blocks))
    assert all(one.startswith("!date^1790000000^{time} ({ago})|") for one in found)


@given(contents, looks, st.booleans())
def test_whatever_is_drawn_slack_takes_it(content: Content, look: Look, custom: bool) -> None:
    court = judge()
    for post in posts(content, look, custom):
        assert post.text.strip()
        assert len(post.text) <= 40_000
        assert court is None or not court.blocks(list(post.blocks))


@given(st.text(max_size=400), st.integers(1, 50))
def test_pieces_lose_nothing(text: str, limit: int) -> None:
    found = pieces(text, limit)
    assert all(len(piece) <= limit for piece in found)
    kept = "".join(found)
    assert [char for char in kept if not char.isspace()] == [
        char
        for char in escape(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        if not char.isspace()
    ]


@given(payloads | anything)
def test_no_payload_makes_the_parser_raise(payload: object) -> None:
    parse(payload)


def test_code_shows_what_was_written() -> None:
    assert plain(mrkdwn("`a < b && c &lt;`")) == "`a < b && c &lt;`"
    assert plain(mrkdwn("```\n<!here> & <b>\n```")) == "```\n<!here> & <b>\n```"


def test_formatting_becomes_slacks_own() -> None:
    text = "**bold** _it_ ~~gone~~ [here](https://a.example/?b=c&d=e)\n\n- one\n- two\n\n> a\n> b"
    assert mrkdwn(text) == (
        "*bold* _it_ ~gone~ <https://a.example/?b=c&amp;d=e|here>\n\n•   one\n•   two\n\n> a\n> b"
    )


def test_a_link_that_is_not_of_the_web_is_only_its_label() -> None:
    assert mrkdwn("[x](mailto:a@b.c) [y](javascript:alert(1)) [z](ftp://a)").startswith("x ")
    assert not alive(Message("C1", "1.1", "U1", mrkdwn("[x](mailto:a@b.c) [z](ftp://a)")))


def test_a_long_answer_is_split_and_each_part_is_whole() -> None:
    markdown = "\n\n".join(f"**part {number}** `code < {number}` and words" for number in range(400))
    made = posts(Content(markdown), Look(), custom=True)
    assert len(made) > 1
    for post in made:
        assert len(post.text) <= outbound.MOST_TEXT
        assert post.text.count("*") % 2 == 0
        assert post.text.count("`") % 2 == 0


def test_empty_names_and_labels_are_never_empty_for_slack() -> None:
    assert one_line(" \n ", 10) == "…"
    assert lines("", [{"type": "header", "text": {"type": "plain_text", "text": one_line("", 5)}}]) == "…"


@settings(max_examples=40)
@given(contents, looks)
def test_slack_takes_every_message_that_is_not_empty(content: Content, look: Look) -> None:
    async def main(folder: Path) -> None:
        async with scene(folder) as here:
            here.slack.site.events.clear()
            for to in (here.mine, await here.thread()):
                out = Outgoing("k", to, look.author, content, voice=look.voice)
                try:
                    await here.channel.send(out)
                except ChannelError as error:
                    assert str(error) == "the message holds nothing that Slack shows"  # noqa: PT017  # any other is a fault
            assert here.slack.site.refused == []

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(main(Path(folder)))


def test_addresses_of_other_shapes_are_refused_in_words() -> None:
    async def main(folder: Path) -> None:
        async with scene(folder) as here:
            for chat in ("", "x", "C1/", "C0TEAM/x", "../x", "#general"):
                try:
                    await here.send("x", Address("slack", chat))
                except ChannelError as error:
                    assert "written like C0123ABCD" in str(error)  # noqa: PT017
                else:
                    raise AssertionError(chat)

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(main(Path(folder)))
