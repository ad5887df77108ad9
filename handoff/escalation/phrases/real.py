"""Words that are spelled right, though one slip away from a word that asks for a person."""

from typing import Final

_TEXT: Final = """
    walk talc tale tall speck peak break steak taken agency agenda urgent regent gent gents parson
    prison reason season lesson gather change chance charge chart chap cheat coat what hat that chats
    content context contract contacts connection connections personal persons persona transfers really
    deal dial rely reply repay ready read want went wait waste went cant wont need feed seed weed reed
    does dose meant near never fever lever live love lives life like line give given five alive olive
    rate later manage managed manages managing managed stuff stiff manger sentir envie agencia personne
    damage משהו message massage package passage
"""

REAL_WORDS: Final = frozenset(_TEXT.split())
