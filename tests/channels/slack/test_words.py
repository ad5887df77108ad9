"""What people type in Slack, in words and as Markdown; emoji by name and by character."""

import pytest

from channels.brackets import UNREADABLE
from channels.slack.emoji import name_of, spoken, unicode_of
from channels.slack.inbound import Said, parse
from channels.slack.rich import plain, typed


def rich(*parts: dict[str, object]) -> dict[str, object]:
    return {"text": "fallback", "blocks": [{"type": "rich_text", "elements": list(parts)}]}


def section(*words: dict[str, object]) -> dict[str, object]:
    return {"type": "rich_text_section", "elements": list(words)}


def word(text: str, **style: bool) -> dict[str, object]:
    return {"type": "text", "text": text, "style": style}


@pytest.mark.parametrize(
    ("mrkdwn", "words"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("<https://a.example>", "https://a.example"),
        ("<https://a.example|here>", "here (https://a.example)"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<@U123> <#C1|general> <!here> <!subteam^S1|@help>", "@U123 @general @here @help"),
        ("<!date^1^{date}|yesterday>", "yesterday"),
        (":+1: and :our-own: at 10:30:45", "👍 and :our-own: at 10:30:45"),
    ],
)
def test_mrkdwn_is_read_as_words(mrkdwn: str, words: str) -> None:
    assert plain(mrkdwn) == words


def test_styles_become_markdown_or_nothing() -> None:
    message = rich(
        section(word("now ", bold=True), word("or", italic=True, strike=True), word(" x", code=True))
    )
    assert typed(message, markdown=True) == "**now** ~~_or_~~ `x`"
    assert typed(message, markdown=False) == "now or x"


def test_lists_quotes_and_code_become_markdown() -> None:
    items = [section({"type": "text", "text": "a"}), section({"type": "text", "text": "b"})]
    text = [{"type": "text", "text": "x\ny"}]
    message = rich(
        {"type": "rich_text_list", "style": "bullet", "elements": items},
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": items},
        {"type": "rich_text_quote", "elements": text},
        {"type": "rich_text_preformatted", "elements": text},
    )
    assert typed(message, markdown=True) == "- a\n- b\n  1. a\n  2. b\n> x\n> y\n```\nx\ny\n```"


def test_mentions_links_and_emoji_are_words() -> None:
    message = rich(
        section(
            {"type": "user", "user_id": "U1"},
            {"type": "text", "text": " "},
            {"type": "broadcast", "range": "here"},
            {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fd"},
            {"type": "link", "url": "https://a.example", "text": "a"},
        )
    )
    assert typed(message, markdown=False) == "@U1 @here👋🏽a (https://a.example)"


@pytest.mark.parametrize(
    ("name", "emoji"), [("+1", "👍"), ("heart", "❤️"), ("+1::skin-tone-3", "👍🏼"), ("x", "❌")]
)
def test_emoji_have_names(name: str, emoji: str) -> None:
    assert unicode_of(name) == emoji
    assert name_of(emoji) == name.partition("::")[0]
    assert name_of(emoji.rstrip("\ufe0f")) == name.partition("::")[0]


def test_emoji_of_the_workspace_keep_their_names() -> None:
    assert (unicode_of("partyparrot"), spoken("partyparrot"), name_of("🦆")) == ("", ":partyparrot:", "")


def test_what_is_no_text_is_told_in_brackets() -> None:
    event = {"type": "message", "channel": "D1", "ts": "1.1", "user": "U1", "subtype": "huddle_thread"}
    huddle = parse({"type": "event_callback", "event": event})
    shared = parse(
        {
            "type": "event_callback",
            "event": {**event, "subtype": "", "attachments": [{"text": "see &lt;this&gt;"}]},
        }
    )
    assert isinstance(huddle, Said)
    assert isinstance(shared, Said)
    assert (huddle.words, shared.words) == (UNREADABLE, "[forwarded] see <this>")


def test_a_preview_that_slack_adds_is_no_edit() -> None:
    said = {"type": "message", "user": "U1", "ts": "1.1", "text": "x", "edited": {"user": "U1", "ts": "2.2"}}
    event = {"type": "message", "subtype": "message_changed", "channel": "D1", "message": said}
    assert parse({"type": "event_callback", "event": {**event, "previous_message": dict(said)}}) is None
    old = {key: value for key, value in said.items() if key != "edited"}
    assert parse({"type": "event_callback", "event": {**event, "previous_message": old}}) is not None
