"""Talk that asks nothing of the knowledge: greetings, thanks, goodbyes, and whether this is a machine.

A message is small talk only when nothing is left of it after its set phrases and fillers are taken away, so
"hi, where is my parcel" is a question.
"""

import re
from enum import StrEnum
from typing import Final

from bot.agent.knowledge.words import fold


class Talk(StrEnum):
    """The kinds; where several are met in one message the first of them is answered."""

    MACHINE = "machine"
    BYE = "bye"
    THANKS = "thanks"
    FINE = "fine"
    GREETING = "greeting"
    AGREED = "agreed"


PHRASES: Final = {
    Talk.MACHINE: """
are you a bot|are you a robot|are you a machine|are you a human|are you human|are you a person
are you a real person|are you real|are you an ai|are you ai|are you a computer|is this a bot
is this a robot|is this a machine|is this an ai|is this a real person|is this a human|is this a person
am i talking to a bot|am i talking to a robot|am i talking to a machine|am i talking to a human
am i talking to a person|am i talking to a real person|am i chatting with a bot|am i speaking to a human
am i speaking with a human|are you chatgpt|who are you|what are you|who am i talking to|who is this
what is your name|whats your name|bot or human|human or bot|bist du ein bot|bist du ein roboter
bist du ein mensch|bist du eine maschine|bist du echt|bist du eine ki|sind sie ein bot
sind sie ein roboter|sind sie ein mensch|sind sie eine maschine|sind sie eine ki|sind sie echt
ist das ein bot|wer bist du|wer sind sie|spreche ich mit einem bot|spreche ich mit einem menschen
rede ich mit einem bot|es tu un robot|es tu un bot|es tu humain|etes vous un robot|etes vous un bot
etes vous humain|etes vous une personne|qui etes vous|qui es tu|c est un robot|je parle a un robot
suis je en train de parler a un robot|eres un bot|eres un robot|eres humano|eres humana|eres una persona
eres una maquina|es usted un robot|es usted una persona|quien eres|es un bot|estoy hablando con un robot
estoy hablando con una persona
""",
    Talk.BYE: """
bye|bye bye|goodbye|good bye|see you|see ya|see you later|good night|have a nice day|have a good day
take care|cya|tschuss|tschuess|auf wiedersehen|bis bald|gute nacht|schonen tag|schonen tag noch|ciao
au revoir|a bientot|bonne journee|bonne nuit|adios|hasta luego|hasta pronto|buenas noches
""",
    Talk.THANKS: """
thanks|thank you|thank u|thx|thanx|tnx|ty|thankyou|many thanks|thanks a lot|cheers|much appreciated
appreciate it|you helped me|that helps|that helped|that was helpful|very helpful|thats all|that is all
nothing else|danke|danke schon|dankeschon|vielen dank|herzlichen dank|besten dank|das hilft|das hilft mir
das hilft mir weiter|das hat geholfen|das hat mir geholfen|das war alles|das wars|merci|merci beaucoup
cela m aide|c est tout|gracias|muchas gracias|mil gracias|eso me ayuda|eso es todo
""",
    Talk.FINE: """
how are you|how are you doing|how are you today|hows it going|how is it going|how do you do|whats up
what is up|sup|wie geht es dir|wie geht es ihnen|wie gehts|wie geht es|alles klar|ca va|comment ca va
comment allez vous|comment vas tu|como estas|como esta|que tal
""",
    Talk.GREETING: """
hi|hello|hey|helo|hallo|hiya|howdy|good morning|good afternoon|good evening|good day|greetings
anyone there|anybody there|is anyone there|hello there|hi there|hey there|i have a question|i need help
can you help me|help|help me|can i ask something|can i ask you something|guten tag|guten morgen
guten abend|moin|servus|gruss gott|gruezi|grussgott|hallihallo|ich habe eine frage|hilfe|bonjour|bonsoir
salut|coucou|j ai une question|hola|buenos dias|buenas tardes|buenas|tengo una pregunta
""",
    Talk.AGREED: """
ok|okay|k|alright|all right|fine|great|good|perfect|cool|nice|super|awesome|understood|got it|i see
makes sense|sure|yes|yep|yeah|no|nope|no thanks|no thank you|sounds good|will do|wonderful|excellent
lovely|that works|good to know|lol|haha|ja|nein|gut|alles gut|verstanden|klar|prima|toll|nein danke|passt
in ordnung|oui|non|d accord|parfait|tres bien|non merci|compris|si|no gracias|vale|perfecto|de acuerdo
entendido|muy bien|claro
""",
}
_FILLER: Final = (
    "there|all|team|everyone|so much|very much|again|then|please|now|really|and|you|u|a lot|"
    "for your help|for the help|for that"
)
_SIGNS: Final = frozenset("👍👌🙏❤😊🙂😀😃😄😁👏🎉✅💪😍🥰☺️🏻🏼🏽🏾🏿\u200d\ufe0f!. ")
_WORD: Final = re.compile(r"[^\W_]+")


class SmallTalk:
    """Knows the set phrases; built once, reads only."""

    def __init__(self) -> None:
        kinds = {
            phrase: talk for talk, lines in PHRASES.items() for phrase in re.split(r"[|\n]", lines.strip())
        }
        fillers = dict.fromkeys(_FILLER.split("|"))
        self._kinds: dict[tuple[str, ...], Talk | None] = {
            tuple(phrase.split()): talk for phrase, talk in (fillers | kinds).items()
        }
        self._longest = max(map(len, self._kinds))

    def kind(self, text: str) -> Talk | None:
        """Return what kind of small talk a text is, or None for one that says anything else."""
        if len(text) > 200:
            return None
        words = tuple(_WORD.findall(fold(text).replace("'", "").replace("’", "")))
        if not words:
            return (
                Talk.AGREED if text.strip() and set(text) <= _SIGNS and not set(text) <= set("!. ") else None
            )
        met = self._taken(words) or self._taken(tuple(_WORD.findall(fold(text))))
        return next((talk for talk in Talk if talk in met), None)

    def _taken(self, words: tuple[str, ...]) -> set[Talk]:
        """Return the kinds met on the way when phrases, the longest first, use up all of the words."""
        met: set[Talk] = set()
        at = 0
        while at < len(words):
            sizes = range(min(self._longest, len(words) - at), 0, -1)
            size = next((size for size in sizes if words[at : at + size] in self._kinds), 0)
            if not size:
                return set()
            talk = self._kinds[words[at : at + size]]
            met |= {talk} if talk else set()
            at += size
        return met
