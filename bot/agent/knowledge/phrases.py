"""What the agent says in its own words, in each language; everything else it says is read from a file."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language. ``{name}`` is filled with a colleague's name; the contact's own words never are."""

    unknown: str = "Sorry, I did not find an answer to that in our help pages."
    nearest: str = "Perhaps it is one of these?"
    person: str = "You can also ask for a person at any time."
    half: str = "To the other part of your message I found no answer."
    wordless: str = "I can only read words, and I found none in your message. What would you like to know?"
    colleague: str = "my colleague"
    said: str = "As {name} wrote here:"
    said_nothing: str = "I have read what {name} wrote here, and found nothing about that in it."
    said_last: str = "The last thing {name} wrote to you was:"
    nobody: str = "No colleague has written to you here so far."
    noted: str = (
        "I have read all that {name} wrote here and the note for our team, and found nothing about "
        "that which I could repeat to you."
    )
    greeting: str = "Hello! What can I look up for you?"
    thanks: str = "You are welcome!"
    bye: str = "Goodbye, and thanks for writing!"
    fine: str = "All well here, thank you. What can I look up for you?"
    agreed: str = "All right. Just write if there is anything else."
    machine: str = (
        "I am the assistant: a program, not a person. I answer from our help pages and tell you when I "
        "do not know something. You can ask for a person at any time."
    )


LANGUAGES: Final = {
    "en": Phrases(),
    "de": Phrases(
        unknown="Leider habe ich darauf in unseren Hilfeseiten keine Antwort gefunden.",
        nearest="Vielleicht ist es eines davon?",
        person="Sie können auch jederzeit nach einem Menschen fragen.",
        half="Zum anderen Teil Ihrer Nachricht habe ich keine Antwort gefunden.",
        wordless=(
            "Ich kann nur Worte lesen und habe in Ihrer Nachricht keine gefunden. Was möchten Sie wissen?"
        ),
        colleague="unser Team",
        said="{name} hat hier geschrieben:",
        said_nothing="Ich habe gelesen, was {name} hier geschrieben hat, und dazu nichts gefunden.",
        said_last="Zuletzt schrieb Ihnen {name}:",
        nobody="Hier hat Ihnen noch niemand aus unserem Team geschrieben.",
        noted=(
            "Ich habe alles gelesen, was {name} hier geschrieben hat, auch die Notiz für unser Team, "
            "und dazu nichts gefunden, was ich Ihnen wiedergeben könnte."
        ),
        greeting="Hallo! Was darf ich für Sie nachsehen?",
        thanks="Gern geschehen!",
        bye="Auf Wiedersehen, und danke für Ihre Nachricht!",
        fine="Alles gut, danke. Was darf ich für Sie nachsehen?",
        agreed="In Ordnung. Schreiben Sie einfach, wenn noch etwas ist.",
        machine=(
            "Ich bin der Assistent: ein Programm, kein Mensch. Ich antworte aus unseren Hilfeseiten und "
            "sage es, wenn ich etwas nicht weiß. Sie können jederzeit nach einem Menschen fragen."
        ),
    ),
    "fr": Phrases(
        unknown="Désolé, je n'ai pas trouvé de réponse à cela dans nos pages d'aide.",
        nearest="C'est peut-être l'un de ces sujets ?",
        person="Vous pouvez aussi demander une personne à tout moment.",
        half="Je n'ai pas trouvé de réponse à l'autre partie de votre message.",
        wordless="Je ne sais lire que des mots, et je n'en ai pas trouvé. Que voulez-vous savoir ?",
        colleague="notre équipe",
        said="{name} a écrit ici :",
        said_nothing="J'ai lu ce que {name} a écrit ici, et je n'y ai rien trouvé à ce sujet.",
        said_last="Le dernier message de {name} pour vous était :",
        nobody="Personne de notre équipe ne vous a encore écrit dans cette conversation.",
        noted=(
            "J'ai lu tout ce que {name} a écrit ici, ainsi que la note pour notre équipe, et je n'y ai "
            "rien trouvé à ce sujet que je puisse vous répéter."
        ),
        greeting="Bonjour ! Que puis-je chercher pour vous ?",
        thanks="Avec plaisir !",
        bye="Au revoir, et merci de votre message !",
        fine="Tout va bien, merci. Que puis-je chercher pour vous ?",
        agreed="Très bien. Écrivez simplement s'il y a autre chose.",
        machine=(
            "Je suis l'assistant : un programme, pas une personne. Je réponds à partir de nos pages "
            "d'aide et je le dis quand je ne sais pas. Vous pouvez demander une personne à tout moment."
        ),
    ),
    "es": Phrases(
        unknown="Lo siento, no he encontrado una respuesta a eso en nuestras páginas de ayuda.",
        nearest="¿Quizás sea uno de estos temas?",
        person="También puede pedir hablar con una persona en cualquier momento.",
        half="No he encontrado respuesta a la otra parte de su mensaje.",
        wordless="Solo sé leer palabras y no he encontrado ninguna. ¿Qué desea saber?",
        colleague="nuestro equipo",
        said="{name} escribió aquí:",
        said_nothing="He leído lo que {name} escribió aquí y no he encontrado nada sobre eso.",
        said_last="Lo último que le escribió {name} fue:",
        nobody="Nadie de nuestro equipo le ha escrito todavía aquí.",
        noted=(
            "He leído todo lo que {name} escribió aquí, también la nota para nuestro equipo, y no "
            "encontré nada sobre eso que pueda repetirle."
        ),
        greeting="¡Hola! ¿Qué puedo buscar para usted?",
        thanks="¡De nada!",
        bye="¡Adiós, y gracias por escribir!",
        fine="Todo bien, gracias. ¿Qué puedo buscar para usted?",
        agreed="De acuerdo. Escriba si hay algo más.",
        machine=(
            "Soy el asistente: un programa, no una persona. Respondo con nuestras páginas de ayuda y "
            "digo cuando no sé algo. Puede pedir hablar con una persona en cualquier momento."
        ),
    ),
}


def phrases(language: str) -> Phrases:
    """Return the phrases of a language tag such as ``de-AT``; English for one that is not here."""
    return LANGUAGES.get(language.replace("_", "-").partition("-")[0].casefold(), LANGUAGES["en"])
