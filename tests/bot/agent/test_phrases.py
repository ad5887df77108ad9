"""What the agent says in its own words."""

from dataclasses import asdict, fields

import pytest

from bot.agent.knowledge.phrases import LANGUAGES, Phrases, phrases
from bot.agent.knowledge.reply import small
from bot.agent.knowledge.smalltalk import SmallTalk, Talk


def test_every_language_says_everything_in_its_own_words() -> None:
    english = asdict(Phrases())
    for language, say in LANGUAGES.items():
        if language != "en":
            assert not [name for name, text in asdict(say).items() if text == english[name]], language


def test_every_language_keeps_the_places_for_names() -> None:
    for say in LANGUAGES.values():
        for field in fields(Phrases):
            assert ("{name}" in getattr(say, field.name)) == ("{name}" in str(field.default)), field.name


def test_every_kind_of_small_talk_has_a_phrase() -> None:
    assert len({small(talk, Phrases()).text for talk in Talk}) == len(Talk)


@pytest.mark.parametrize(("tag", "language"), [("", "en"), ("de", "de"), ("DE-at", "de"), ("pt-BR", "en")])
def test_a_language_tag_finds_its_language(tag: str, language: str) -> None:
    assert phrases(tag) is LANGUAGES[language]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hello there!", Talk.GREETING),
        ("Guten Tag", Talk.GREETING),
        ("Merci beaucoup, au revoir !", Talk.BYE),
        ("muchas gracias", Talk.THANKS),
        ("Bist du ein Mensch?", Talk.MACHINE),
        ("êtes-vous un robot ?", Talk.MACHINE),
        ("what's up", Talk.FINE),
        ("👍👍", Talk.AGREED),
        ("hi, where is my parcel", None),
        ("thanks for nothing", None),
        ("are you a bot company", None),
        ("!!!", None),
        ("", None),
        ("hi " * 1000, None),
    ],
)
def test_small_talk_is_only_what_leaves_nothing_over(text: str, kind: Talk | None) -> None:
    assert SmallTalk().kind(text) == kind
