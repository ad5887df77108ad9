"""The part of a sink that says what the bot itself says, in the languages that come with it."""

from collections.abc import Mapping, Sequence

from bot.config.locales import languages, spoken
from handoff.texts import Texts


class Spoken:
    """``own`` are an admin's words, by language, over those that come with the bot."""

    own: Mapping[str, Mapping[str, str]] = {}  # replaced, never changed

    def words(self, language: str) -> Texts:
        """Return the words of a language; English where it is not known."""
        known = spoken(self.own)
        return known.get(language.partition("-")[0], known["en"])

    def languages(self) -> Sequence[str]:
        """Return the languages there are."""
        return languages()
