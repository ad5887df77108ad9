"""Words of contacts are nothing but words; Markdown becomes Discord's, within its limits."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from simcord.preview._markdown import _FIELD_POLICIES, _discord_multiline_quotes, _markdown_parser

from channels.base import Outgoing, Voice
from channels.discord.buttons import Name, Origin
from channels.discord.card import embed
from channels.discord.errors import CODES
from channels.discord.identity import shown_name
from channels.discord.outbound import draw, nonce
from channels.discord.spot import Spot, refs
from channels.discord.text import data, line, native, readable
from channels.errors import Permanent
from handoff.card import Card
from handoff.content import Button, Content, Field, Source
from handoff.envelope import Line
from handoff.ids import Address, ConversationId, Ticket
from handoff.transcript import Author, AuthorKind
from tests.channels.discord.harness import AGENT, ANA, MARIA, SYSTEM
from tests.platforms.discord.rules import FORBIDDEN_NAMES

ID = "123456789012345678"
NAMES = {ID: "x"}
WORLD = {"users": NAMES, "roles": NAMES, "channels": NAMES, "commands": {ID: "help"}, "everyone": True}
PLAIN = {
    "inline",
    "text",
    "break",
    "softbreak",
    "hardbreak",
    "paragraph",
    "paragraph_open",
    "paragraph_close",
}
ATTACKS = [
    "@everyone", "@here", f"<@{ID}>", f"<@!{ID}>", f"<@&{ID}>", f"<#{ID}>", f"</help:{ID}>", "<id:customize>",
    "[your bank](https://evil.example)", "[a](<https://evil.example>)", "![a](https://evil.example/x.png)",
    "**bold**", "__under__", "_it_", "*it*", "~~gone~~", "||spoiler||", "`code`", "```js\nx\n```", "# Big",
    "### Big", "-# small", "> quote", ">>> quote all", "- item", "* item", "+ item", "1. one", "1) one",
    f"<:emoji:{ID}>", f"<a:emoji:{ID}>", "<t:1700000000:R>", r"\*\*x", "\\", "https://a.example/__x__",
    "https://a.example/[x](y)", "<https://a.example>", "@\u200beveryone", "| a | b |", "---", "===", "a_b_c",
]  # fmt: skip
bits = st.sampled_from([*ATTACKS, " ", "\n", "\n\n", "a", "*", "_", "`", "|", "@", "<", "["])
words = st.lists(bits, max_size=8)
texts = words.map("".join) | st.text(max_size=40)


def kinds(text: str) -> set[str]:
    """Ask a reader of Discord's markup that is not ours what it finds."""
    policy = {**_FIELD_POLICIES["message"], "links": False}  # linkify is not installed, and not needed
    # and underlined headings are not Discord's
    parser = _markdown_parser(policy, WORLD).enable(["link", "autolink"]).disable("lheading")
    tokens = parser.parse(_discord_multiline_quotes(text), {"context": WORLD})
    return {token.type for outer in tokens for token in (outer, *(outer.children or ()))}


def is_plain(text: str) -> bool:
    """Say whether it is words; that reader knows indented code, which Discord does not."""
    text = "\n".join(part.lstrip() for part in text.splitlines())
    return kinds(text) <= PLAIN and "@everyone" not in text and "@here" not in text


# ── words ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_comes_through(attack: str) -> None:
    assert is_plain(data(attack)), data(attack)


@pytest.mark.parametrize("attack", [f"<@{ID}>", "[a](https://b.example)", "**b**", "# B", "- i", "@here"])
def test_the_reader_sees_an_attack_that_is_let_through(attack: str) -> None:
    assert not is_plain(attack)


@given(text=texts)
def test_whatever_a_contact_writes_is_shown_as_words(text: str) -> None:
    assert is_plain(data(text)), data(text)


@given(text=st.text("abc xyz,.!?äß😀", max_size=60))
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert data(text) == text


def test_a_bare_address_stays_one_and_a_labelled_one_shows_where_it_leads() -> None:
    assert data("see https://a.example/x?y=1&z=2.") == "see https://a.example/x?y=1&z=2."
    assert data("[bank](https://evil.example)") == r"\[bank\](https://evil.example)"


@given(words=texts)
def test_a_card_of_anybodys_words_is_plain_and_within_the_limits(words: str) -> None:
    content = Content(words * 20, fields=tuple(Field(words, words * 9) for _ in range(30)))
    lines = tuple(Line(words, words * 30) for _ in range(6))
    drawn = embed(
        Card(Ticket(1), ConversationId("c"), words * 9, words, content, True, words * 50, lines, 1.0)
    )
    assert len(drawn) <= 6000
    assert len(drawn.title or "") <= 256
    assert len(drawn.fields) <= 25
    assert all(len(field.name or "") <= 256 and len(field.value or "") <= 1024 for field in drawn.fields)


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("**bold** and _soft_", "**bold** and _soft_"),
        ("- one\n- two", "- one\n- two"),
        ("[label](https://a.example)", "[label](https://a.example)"),
        ("![a cat](https://a.example/c.png)", "a cat https://a.example/c.png"),
        ("#### Deep", "**Deep**"),
        ("# Top", "# Top"),
        ("a\n\n---\n\nb", "a\n\n\n\nb"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "```\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n"),
        (f"hi <@{ID}> and @everyone", f"hi <\u2060@{ID}> and @\u2060everyone"),
        (f"`<@{ID}>`", f"`<\u2060@{ID}>`"),
        ("```\n@everyone <t:1:R> <a>\n```", "```\n@\u2060everyone <t:1:R> <a>\n```"),
    ],
)
def test_markdown_becomes_discords(markdown: str, shown: str) -> None:
    assert native(markdown) == shown


@given(text=texts)
@example(text=f"\\\\<@{ID}>")
@example(text=f"\\`<@{ID}>`")
@example(text=f"```\n<@{ID}>")
@example(text="`@everyone\n\n`")
@example(text="\\\\`code`@everyone`code`")
def test_nobodys_markdown_mentions_anybody(text: str) -> None:
    assert not {"discord_mention", "discord_command"} & kinds(native(text))


# ── messages ─────────────────────────────────────────────────────────────────────────────────────

authors = st.sampled_from([AGENT, ANA, MARIA, SYSTEM]) | st.builds(Author, st.sampled_from(AuthorKind), texts)


@given(text=texts | st.just("x" * 9000), author=authors, voice=st.sampled_from(Voice), named=st.booleans())
@example(text="```py\n" + "x = 1\n" * 900 + "```", author=AGENT, voice=Voice.CONTACT, named=False)
def test_every_piece_fits_and_can_be_sent(text: str, author: Author, voice: Voice, named: bool) -> None:
    drawn = draw(Outgoing("k", Address("discord", "1"), author, Content(text), voice=voice), named=named)
    assert all(0 < len(piece) <= 2000 for piece in drawn.pieces)
    assert all(piece.encode() for piece in drawn.pieces)


@given(text=st.lists(bits, min_size=30, max_size=60).map("".join))
def test_a_contacts_words_are_plain_in_every_piece(text: str) -> None:
    drawn = draw(Outgoing("k", Address("discord", "1"), MARIA, Content(text * 9)), named=True)
    assert all(is_plain(piece) for piece in drawn.pieces)


def test_sources_are_small_print_that_leads_there() -> None:
    sources = (Source("Returns", "Costs", "https://a.example/r"), Source("Shipping"))
    content = Content("Five days.", sources=sources)
    drawn = draw(Outgoing("k", Address("discord", "1"), AGENT, content), named=False)
    assert drawn.pieces == ("Five days.\n-# 📖 [Returns › Costs](<https://a.example/r>) · Shipping",)


def test_half_a_surrogate_pair_is_sent_as_something() -> None:
    drawn = draw(Outgoing("k", Address("discord", "1"), AGENT, Content("a\ud800b")), named=False)
    assert drawn.pieces == ("a?b",)


def test_an_operators_name_stands_before_what_they_say_to_a_contact() -> None:
    to = Address("discord", "1")
    assert draw(Outgoing("k", to, ANA, Content("hi")), named=False).pieces == ("**Ana:** hi",)
    hidden = Author(AuthorKind.HUMAN)
    assert draw(Outgoing("k", to, hidden, Content("hi")), named=False).pieces == ("hi",)


@given(name=texts, kind=st.sampled_from(AuthorKind))
@example(name="Discord Clyde", kind=AuthorKind.HUMAN)
@example(name="Ana · team" + "x" * 80, kind=AuthorKind.CONTACT)
def test_every_name_is_one_that_a_webhook_may_have(name: str, kind: AuthorKind) -> None:
    shown = shown_name(Author(kind, name))
    assert 1 <= len(shown.strip()) <= 80
    assert not any(word in shown.lower() for word in FORBIDDEN_NAMES)
    assert shown.lower().endswith("contact") == (kind is AuthorKind.CONTACT)


@given(key=st.text(), part=st.integers(0, 99))
def test_a_nonce_is_short_enough_and_the_same_again(key: str, part: int) -> None:
    assert nonce(key, part) == nonce(key, part)
    assert len(nonce(key, part)) <= 25


# ── names of things ──────────────────────────────────────────────────────────────────────────────


@given(action=texts, index=st.integers(0, 24), origin=st.sampled_from(Origin))
def test_a_buttons_name_fits_and_means_the_same_when_it_comes_back(
    action: str, index: int, origin: Origin
) -> None:
    name = Name(origin, index, action)
    assert len(str(name)) <= 100
    found = Name.parse(str(name))
    assert found is not None
    assert (found.origin, found.index) == (origin, index)
    assert found.action in {action, ""}


@given(text=st.text())
def test_a_name_that_is_not_ours_is_none(text: str) -> None:
    found = Name.parse(text)
    assert found is None or str(found) == text or found.index != 0


@given(chat=st.text() | st.sampled_from(["1/2/3", "-1", "1/", "9" * 30, "٣", "0"]))
def test_garbage_is_no_place(chat: str) -> None:
    try:
        assert str(Spot.parse(chat)).isascii()
    except Permanent:
        return


def test_places_and_refs_are_read_as_written() -> None:
    assert str(Spot.parse("12/34")) == "12/34"
    assert Spot.parse("12/34") == Spot(34, 12)
    assert refs("1,2,3") == [1, 2, 3]
    with pytest.raises(Permanent):
        refs("1,,2")


def test_what_somebody_sees_is_what_we_read() -> None:
    text = f"hi <@!{ID}> in <#{ID}> <a:dance:{ID}> <@1>"
    assert readable(text, {int(ID): "Ana"}, {int(ID): "support"}) == "hi @Ana in #support :dance: @someone"


def test_one_line_is_one_line() -> None:
    assert line("a\n# b\n") == r"a # b"


def test_every_stated_result_is_a_sentence_for_people() -> None:
    assert all(said and not said.endswith(".") and "{" not in said for said in CODES.values())
    assert Button("x", "y").action == "y"
