"""What we say ourselves where the model's prose may not be trusted, in each language."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language."""

    proposed: str = (
        "I may not do this by myself: a colleague has to approve it first, so nothing has been done yet. "
        "You will hear here as soon as it is decided. Until then you can ask me anything else."
    )
    failed: str = "I tried to do this and it did not work, so please do not count on it."
    unknown: str = "I cannot answer this myself. You can ask for a person at any time."


LANGUAGES: Final = {
    "en": Phrases(),
    "de": Phrases(
        proposed=(
            "Das darf ich nicht allein: Erst muss jemand aus unserem Team zustimmen, es ist also noch nichts "
            "geschehen. Sobald es entschieden ist, erfahren Sie es hier. Bis dahin können Sie mich gern "
            "etwas anderes fragen."
        ),
        failed=("Ich habe es versucht, und es hat nicht geklappt. Verlassen Sie sich bitte nicht darauf."),
        unknown="Das kann ich nicht selbst beantworten. Sie können jederzeit nach einem Menschen fragen.",
    ),
    "fr": Phrases(
        proposed=(
            "Je ne peux pas le faire seul : une personne de notre équipe doit d'abord l'approuver, rien n'a "
            "donc encore été fait. Vous serez informé ici dès que ce sera décidé. D'ici là, vous pouvez me "
            "demander autre chose."
        ),
        failed="J'ai essayé et cela n'a pas fonctionné : ne comptez donc pas dessus pour le moment.",
        unknown="Je ne peux pas répondre à cela moi-même. Vous pouvez demander une personne à tout moment.",
    ),
    "es": Phrases(
        proposed=(
            "No puedo hacerlo por mi cuenta: antes debe aprobarlo una persona de nuestro equipo, así que "
            "todavía no se ha hecho nada. Se lo diremos aquí en cuanto se decida. Mientras tanto puede "
            "preguntarme otra cosa."
        ),
        failed="Lo he intentado y no ha funcionado, así que por favor no cuente con ello.",
        unknown="No puedo responder a esto yo mismo. Puede pedir hablar con una persona cuando quiera.",
    ),
}


def phrases(language: str) -> Phrases:
    """Return the phrases of a language tag such as ``de-AT``; English for one that is not here."""
    return LANGUAGES.get(language.replace("_", "-").partition("-")[0].casefold(), LANGUAGES["en"])
