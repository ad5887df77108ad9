"""The contact asks for a person: words of many languages, a grammar over their kinds, and what denies it.

The evidence of each group (a person asked for, a machine refused, a service named) is its strongest pattern
that nothing denies. Groups add up as log-odds, so any further score of the same text, such as a learned
one, is one more term: ``Request(extra=...)``.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from handoff.escalation.grammar import Group, Match, clause_after, clause_before, group, matches, pattern
from handoff.escalation.lexicon import Kinds, Lexicon
from handoff.escalation.odds import probability
from handoff.escalation.phrases.language import Language, entries
from handoff.escalation.phrases.real import REAL_WORDS
from handoff.escalation.text import Reading
from handoff.trigger import Mechanism, Signal

CATEGORY: Final = "person_requested"
FIRES: Final = 0.75
OFFERS: Final = 0.35
_BIAS: Final = -4.0

LETTERS: Final = {
    "talk": "V",
    "transfer": "T",
    "want": "W",
    "can": "x",
    "staff": "H",
    "someone": "P",
    "real": "R",
    "bot": "B",
    "unwanted": "w",
    "not": "N",
    "department": "G",
    "service": "C",
    "call": "c",
    "maybe": "y",
    "act": "U",
    "request": "Y",
    "zero": "0",
    "veto": "K",
    "identity": "Q",
    "mine": "M",
    "goods": "S",
    "ignored": ".",
    "past": "p",
    "me": "m",
    "you": "u",
    "else": "e",
    "filler": "z",
    "courtesy": "j",
}

_PARTS: Final = {
    "staff": "(?:R*H)",
    "real": "(?:R+[ez]?P|P[z.]?R+)",
    "any": "(?:R*H|R+[ez]?P|P[z.]?R+)",
    "gap": "[.zjmexRGC]",
    "talk": "[VTY]",
    "edge": "(?:^|(?<=[|?]))[zj.]?",
    "end": "(?=$|[|?])",
}


def _patterns(*rows: tuple[str, float, str]) -> Group:
    return group(*(pattern(name, weight, regex, **_PARTS) for name, weight, regex in rows))


_PERSON: Final = _patterns(
    ("asks to talk to staff", 8.0, "{talk} [.zjmexRGCu]{0,5} {any}"),
    ("asks to talk to someone else", 7.0, "{talk} {gap}{0,4} (?:eP|Pz?e)"),
    ("asks to talk to someone", 6.0, "{talk} [.zjmx]{0,3} P"),
    ("asks to talk to the right place", 5.3, "[Wx] [.zjm]{0,3} V [.zjm]{0,4} G | T m?[.zj]{0,3} G"),
    ("wants one of the staff", 7.0, "W [.zjmexcGC]{0,4} {any}"),
    ("wants one of the staff to call", 6.0, "[cy] [.zjm]{0,3} {any}"),
    ("wants someone to talk to", 6.0, "W [.zje]{0,4} P [.zjexW]{0,4} V"),
    ("asks whether there is someone to talk to", 6.0, "x [.zje]{0,4} P [.zje]{0,2} [xW] [.zje]{0,3} V"),
    ("wants someone else to talk to", 6.0, "Pe [.zxW]{0,3} V"),
    ("wants to talk to staff", 6.5, "{any} [.zmjeWx]{0,3} {talk}"),
    ("wants to talk to someone", 4.6, "P [.zej]{0,2} {talk}"),
    ("asks for staff to act", 6.5, "[xW] [.zj]{0,2} {any} [.zjeGmx]{0,3} [UV]"),
    ("asks for someone else to act", 5.5, "[xW] z{0,2} (?:eP|Pz?e) [.zjx]{0,3} U"),
    ("asks for someone to act", 5.2, "W P z? U"),
    ("asks whether staff is there", 6.0, "x [.zjx]{0,2} (?:R+H|{real}|Hj*{end})"),
    ("asks for staff", 6.5, "(?:^|(?<=[|?])) [zj|]* (?:[BC]?{staff}[zj|]*)+ {end}"),
    ("asks for a real person", 6.5, "{edge} {real} [zj]* {end}"),
    ("wants a transfer", 5.6, "T z{0,2} m [zj]{0,3} {end} | {edge} Y [zjC]* {end}"),
    ("wants to be transferred", 5.3, "W [.z]{0,3} T m?[zj]{0,2} {end}"),
    ("asks whether someone could help", 3.6, "[xW] [.z]{0,2} Pe? [.zjx]{0,3} U"),
    ("wants someone", 3.6, "W z{0,2} Pe?"),
)
_REFUSAL: Final = _patterns(
    ("wants no machine", 6.0, "w [.zjmVTReMS]{0,7} B"),
    ("will not talk to a machine", 6.0, "[Nw] [.zmW]{0,3} [VU] [.zR]{0,4} B"),
    ("will not talk to you", 5.2, "[Nw] z? [VU] z{0,2} u {end}"),
    ("does not want a machine", 6.0, "B [.zjW]{0,2} (?:w | V [.zjW]{0,2} [Nw])"),
    ("says no to a machine", 3.2, "N z{0,3} B"),
)
_SERVICE: Final = _patterns(
    ("asks to talk to the service", 4.2, "[VTWcx] [.zjm]{0,4} C"),
    ("asks for the service", 3.8, "{edge} R?C [zj]* {end}"),
    ("wants a call", 4.0, "y"),
    ("presses zero, as on the telephone", 4.0, "^0$"),
    ("wants to talk to the service", 4.2, "C [.zj]{0,2} {talk}"),
    ("asks whether someone is there", 3.5, "x [.zj]{0,2} P [.zj]{0,3} {end}"),
    ("wants to call", 3.5, "[Wx] [.z]{0,3} c z? [mu]"),
)
_DENIED: Final = re.compile("[Nw]W?[.zjmeuxRP]{0,4}$|w[.zjmVTx]{0,5}$")
_DENIED_AFTER: Final = re.compile("[.zjWV]{0,2}(?:w(?![.zR]{0,3}B)|N(?![.zR]{0,3}[Bu])[zj.]{0,2}$)")
_OTHERS: Final = re.compile("Q[.zjeRBxP]{0,3}$|MR?$")
_GOODS_AFTER: Final = re.compile("[zj.]?[KS]")
_NEAR: Final = 5
_VERB_LAST: Final = frozenset({"wants to talk to staff", "wants to talk to someone"})


@dataclass(frozen=True, slots=True)
class _Evidence:
    log_odds: float = 0.0
    match: Match | None = None


class Request:
    """Reads texts for a request; ``extra`` gives further log-odds for the same text."""

    def __init__(
        self, languages: Iterable[Language], extra: Callable[[Reading], float] | None = None
    ) -> None:
        self._lexicon = Lexicon(entries((each.request for each in languages), LETTERS), REAL_WORDS)
        self._extra = extra

    def see(self, text: Reading) -> Signal | None:
        """Return the signal of a text, or None when nothing in it points to a person."""
        kinds = self._lexicon.read(text)
        found = [_strongest(group, kinds) for group in (_PERSON, _REFUSAL, _SERVICE)]
        seen = [each for each in found if each.match is not None]
        more = self._extra(text) if self._extra else 0.0
        if not seen and more <= 0.0:
            return None
        score = probability(_BIAS + sum(each.log_odds for each in seen) + more)
        return _signal(score, seen, kinds, text)


def _signal(score: float, seen: Sequence[_Evidence], kinds: Kinds, text: Reading) -> Signal:
    best = max((each for each in seen), key=lambda each: each.log_odds, default=_Evidence()).match
    return Signal(
        Mechanism.REQUEST,
        CATEGORY,
        score,
        f"The contact {best.pattern.name if best else 'seems to ask for a person'}.",
        text.quote(kinds.said(best.start, best.end)) if best else "",
        fires=score >= FIRES,
        offers=OFFERS <= score < FIRES,
    )


def _strongest(group: Group, kinds: Kinds) -> _Evidence:
    best = _Evidence()
    for match in matches(group, kinds):
        weight = _weight(match, kinds.letters, group)
        if weight > best.log_odds:
            best = _Evidence(weight, match)
    return best


def _weight(match: Match, letters: str, group: Group) -> float:
    before, after = clause_before(letters, match.start), clause_after(letters, match.end)
    if group is _REFUSAL:
        return 0.0 if "Q" in before else match.pattern.weight
    if _denied(match, before, after):
        return 0.0
    wish = 0.6 if "W" in before and letters[match.start] != "W" else 0.0
    veto = 5.0 if "K" in before[-_NEAR:] + letters[match.start : match.end] + after[:_NEAR] else 0.0
    return match.pattern.weight + wish - veto


def _denied(match: Match, before: str, after: str) -> bool:
    if _DENIED.search(before) or _OTHERS.search(before) or _GOODS_AFTER.match(after):
        return True
    return match.pattern.name in _VERB_LAST and _DENIED_AFTER.match(after) is not None
