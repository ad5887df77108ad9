"""Each language says everything the core can say, with the same placeholders."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from bot.config.locales import FOLDER, languages, locale, spoken
from handoff.clock import ClockWords, when
from handoff.hours import Hours
from handoff.texts import PLACEHOLDERS, Texts

FILES = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_has_every_text_and_every_placeholder(path: Path) -> None:
    texts = tomllib.loads(path.read_text("utf-8"))["texts"]
    assert set(texts) == set(PLACEHOLDERS)
    for name, text in texts.items():
        assert set(re.findall(r"\{(\w+)\}", text)) == PLACEHOLDERS[name], name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_has_every_word_of_the_clock(path: Path) -> None:
    clock = tomllib.loads(path.read_text("utf-8"))["clock"]
    assert set(clock) == {field.name for field in fields(ClockWords)}
    assert (len(clock["days"]), len(clock["months"])) == (7, 12)
    english = ClockWords()
    for name in ("today", "tomorrow", "weekday", "date"):
        assert set(re.findall(r"\{(\w+)\}", clock[name])) == set(
            re.findall(r"\{(\w+)\}", getattr(english, name))
        )


def test_german_hours_speak_german() -> None:
    hours = Hours("24/7", "UTC")
    said = when(hours.local(4 * 86400.0), hours.local(0.0), locale("de-AT").clock)
    assert said == "am Montag um 00:00 Uhr"


def test_an_unknown_language_is_english_and_the_admins_words_lie_on_top() -> None:
    assert locale("xx") == Texts()
    assert set(languages()) >= {"en", "de", "fr", "es"}
    words = spoken({"de": {"soon": "gleich"}, "pl": {"soon": "zaraz"}})
    assert words["de"].soon == "gleich"
    assert words["de"].offer == locale("de").offer
    assert words["pl"].soon == "zaraz"
    assert words["pl"].offer == Texts().offer
