"""What we say ourselves where the model's prose may not be trusted, in each language."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language. After ``proposed`` the contact reads that a colleague was asked, once one was (law 4)."""

    proposed: str = (
        "I may not do this by myself, so nothing has been done yet. Until it is decided you can ask me "
        "anything else."
    )
    partly: str = (
        "One part of this is done. Another I may not do by myself, so it has not been done yet. Until it is "
        "decided you can ask me anything else."
    )
    """As ``proposed``, when something else was done in the same turn."""
    failed: str = "I tried to do this and it did not work, so please do not count on it."
    unknown: str = "I cannot answer this myself. You can ask for a person at any time."


LANGUAGES: Final = {
    "en": Phrases(),
    "de": Phrases(
        proposed=(
            "Das darf ich nicht allein, es ist also noch nichts geschehen. Bis es entschieden ist, können "
            "Sie mich gern etwas anderes fragen."
        ),
        partly=(
            "Ein Teil davon ist erledigt. Einen anderen darf ich nicht allein ausführen, er ist also noch "
            "nicht geschehen. Bis es entschieden ist, können Sie mich gern etwas anderes fragen."
        ),
        failed=("Ich habe es versucht, und es hat nicht geklappt. Verlassen Sie sich bitte nicht darauf."),
        unknown="Das kann ich nicht selbst beantworten. Sie können jederzeit nach einem Menschen fragen.",
    ),
    "fr": Phrases(
        proposed=(
            "Je ne peux pas le faire seul, rien n'a donc encore été fait. En attendant la décision, vous "
            "pouvez me demander autre chose."
        ),
        partly=(
            "Une partie est faite. L'autre, je ne peux pas la faire seul : elle n'a donc pas encore été "
            "faite. En attendant la décision, vous pouvez me demander autre chose."
        ),
        failed="J'ai essayé et cela n'a pas fonctionné : ne comptez donc pas dessus pour le moment.",
        unknown="Je ne peux pas répondre à cela moi-même. Vous pouvez demander une personne à tout moment.",
    ),
    "es": Phrases(
        proposed=(
            "No puedo hacerlo por mi cuenta, así que todavía no se ha hecho nada. Mientras se decide puede "
            "preguntarme otra cosa."
        ),
        partly=(
            "Una parte está hecha. La otra no puedo hacerla por mi cuenta, así que todavía no se ha hecho. "
            "Mientras se decide puede preguntarme otra cosa."
        ),
        failed="Lo he intentado y no ha funcionado, así que por favor no cuente con ello.",
        unknown="No puedo responder a esto yo mismo. Puede pedir hablar con una persona cuando quiera.",
    ),
}


def phrases(language: str) -> Phrases:
    """Return the phrases of a language tag such as ``de-AT``; English for one that is not here."""
    return LANGUAGES.get(language.replace("_", "-").partition("-")[0].casefold(), LANGUAGES["en"])
