"""How sure a find is, between 0 and 1: a logistic curve over what was covered and how alike it reads.

The four numbers were fitted on the questions in ``tests/bot/agent/questions.py`` that say so, and on public
customer-service questions with out-of-scope ones beside them; what they were never fitted on measures them.
"""

import math
from typing import Final

_BIAS: Final = -7.3
_COVERAGE: Final = 3.0
_LIKENESS: Final = 8.3
_EVIDENCE: Final = 4.1
_ENOUGH: Final = 3.0


def confidence(coverage: float, likeness: float, weight: float) -> float:
    """Return the chance that the section answers the question.

    ``coverage`` is the share of the question's weight that the section holds, ``likeness`` how much of it
    one of the section's own wordings shares, ``weight`` the weight that was found there in all: a question
    of pale words only is covered by anything, and that says nothing.
    """
    evidence = 1.0 - math.exp(-weight / _ENOUGH)
    score = _BIAS + _COVERAGE * coverage + _LIKENESS * likeness + _EVIDENCE * evidence
    return 1.0 / (1.0 + math.exp(-score))
