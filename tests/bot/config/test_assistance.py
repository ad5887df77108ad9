"""What the settings let the model do for operators: nothing without a model."""

import pytest

from bot.config.model import Settings
from bot.config.policy import assistance
from handoff.policy import Assistance

MODEL = {"agent": {"model": {"model": "small", "key": "k"}}}


def test_without_a_model_all_of_it_is_off_whatever_is_asked_for() -> None:
    assert assistance(Settings()) == Assistance()
    assert assistance(Settings.model_validate({"help": {"translate": True}})) == Assistance()


def test_with_one_it_is_what_the_section_says() -> None:
    assert assistance(Settings.model_validate(MODEL)) == Assistance(True, True, False, "en")
    off = {"summaries": False, "drafts": False, "translate": True}
    assert assistance(Settings.model_validate({**MODEL, "help": off})) == Assistance(False, False, True, "en")


@pytest.mark.parametrize(("own", "language"), [({"language": "fr"}, "fr"), ({}, "de")])
def test_the_teams_language_is_the_bots_unless_another_is_named(own: dict[str, str], language: str) -> None:
    settings = Settings.model_validate({**MODEL, "bot": {"language": "de"}, "help": own})
    assert assistance(settings).language == language
