"""Words that ask nothing by themselves: small talk, question words, articles and the like."""

from typing import Final

_TEXT: Final = """
    a an the i me my we you your it is are was be am do does did can could would will to of in on at for
    and or but with from that this there what which who how when where why please thanks thank ok okay
    yes no yeah yep nope hi hello hey again still just so not have has had get got want need know tell
    know if im id dont about any some ich du sie er es wir mein meine ein eine der die das den dem ist
    sind kann wie was wo wann warum bitte danke ja nein und oder mit von zu fur nicht noch hallo mir
    mich je tu il elle nous vous mon ma mes un une le la les de des du est sont comment quoi ou quand
    pourquoi merci oui non et avec pour pas que qui bonjour svp yo mi mis el los las es son como que
    donde cuando por favor gracias si y con para hola puedo quiero io mio mia il lo gli e sono come cosa
    dove quando perche grazie ciao posso voglio eu meu minha o os as um uma como onde obrigado obrigada
    sim nao ola posso quero ik mijn een het hoe waar wat kan dank ja nee hoi ja moj jak co gdzie czy
    prosze dziekuje tak nie я мне мой как что где когда и в на с не да нет спасибо пожалуиста привет
    можно ve bir nasil ne nerede lutfen tesekkurler evet hayir ben saya bagaimana apa di mana ya tidak
    terima kasih tolong
"""

FILLERS: Final = frozenset(_TEXT.split())
