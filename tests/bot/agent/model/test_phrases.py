"""What we say ourselves is complete in each language, and is no promise that would call a person."""

from dataclasses import asdict

import pytest

from bot.agent.model.phrases import LANGUAGES, phrases
from handoff.answer import Answer
from handoff.escalation.judge import Judge
from handoff.escalation.memory import Memory
from handoff.escalation.options import Options

JUDGE = Judge(Options())


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_words_start_no_handoff(language: str) -> None:
    for text in asdict(phrases(language)).values():
        verdict, _ = JUDGE.answer(Answer(text), Memory())
        assert verdict.trigger is None, text


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_text_is_there_in_every_language(language: str) -> None:
    own, english = asdict(phrases(language)), asdict(phrases("en"))
    assert all(own[name] != english[name] for name in english)


def test_a_language_nobody_wrote_is_english() -> None:
    assert phrases("tlh") == phrases("") == phrases("en-GB")
