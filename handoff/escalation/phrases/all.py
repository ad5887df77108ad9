"""Every language there is; a new one is a file beside this one and a name in the list."""

from typing import Final

from handoff.escalation.phrases.ar import ARABIC
from handoff.escalation.phrases.de import GERMAN
from handoff.escalation.phrases.en import ENGLISH
from handoff.escalation.phrases.es import SPANISH
from handoff.escalation.phrases.fr import FRENCH
from handoff.escalation.phrases.he import HEBREW
from handoff.escalation.phrases.hi import HINDI
from handoff.escalation.phrases.id import INDONESIAN
from handoff.escalation.phrases.it import ITALIAN
from handoff.escalation.phrases.ja import JAPANESE
from handoff.escalation.phrases.ko import KOREAN
from handoff.escalation.phrases.language import Language
from handoff.escalation.phrases.nl import DUTCH
from handoff.escalation.phrases.pl import POLISH
from handoff.escalation.phrases.pt import PORTUGUESE
from handoff.escalation.phrases.ru import RUSSIAN
from handoff.escalation.phrases.tr import TURKISH
from handoff.escalation.phrases.vi import VIETNAMESE
from handoff.escalation.phrases.zh import CHINESE

LANGUAGES: Final[tuple[Language, ...]] = (
    ENGLISH,
    GERMAN,
    FRENCH,
    SPANISH,
    ITALIAN,
    PORTUGUESE,
    DUTCH,
    POLISH,
    RUSSIAN,
    TURKISH,
    CHINESE,
    JAPANESE,
    KOREAN,
    ARABIC,
    HINDI,
    VIETNAMESE,
    INDONESIAN,
    HEBREW,
)
"""Where two languages spell different words alike, the one named first decides."""
