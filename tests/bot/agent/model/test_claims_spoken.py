"""Which words of French and Spanish say that something was done, and which only speak of it."""

from typing import Final

import pytest

from bot.agent.model.claims import Claim, claim
from tests.bot.agent.model.claimed import es, fr

LANGUAGES: Final = (es, fr)


@pytest.mark.parametrize("text", [text for one in LANGUAGES for text in one.BY_ME])
def test_what_i_say_i_did_is_a_claim(text: str) -> None:
    assert claim(text) is Claim.SELF


@pytest.mark.parametrize("text", [text for one in LANGUAGES for text in one.BY_SOMEBODY])
def test_what_somebody_is_said_to_have_done_is_a_claim(text: str) -> None:
    assert claim(text) is Claim.SOMEBODY


@pytest.mark.parametrize("text", [text for one in LANGUAGES for text in one.HARMLESS])
def test_talk_of_it_is_no_claim(text: str) -> None:
    assert claim(text) is None


@pytest.mark.parametrize("pages", [one.PAGES for one in LANGUAGES], ids=["es", "fr"])
def test_what_the_sample_pages_say_is_no_claim(pages: str) -> None:
    answers = [" ".join(one.split()) for one in pages.split("\n\n")]
    assert len(answers) == 20
    assert [one for one in answers if claim(one)] == []
