"""Whether an act the model tells of can have been done: it called something, or it was told of before.

The model is told once to mend its words, which costs a request; a claim it insists on is never said. A claim
that is put in words we do not know (see claims.py) is said: prose cannot be checked completely.
"""

from collections.abc import Callable
from typing import Final

from bot.agent.base import Role, Said
from bot.agent.history import WORKED
from bot.agent.model.claims import Claim, claim
from bot.agent.model.errors import Again
from bot.agent.model.output import Answering, Output
from bot.agent.model.work import Work

MEND: Final = (
    "Your text says that something was done, but no tool has done it in this turn. Call the tool that does "
    "it, or say only what you can and cannot do, or escalate. If it was done earlier, say when and by whom."
)


def unfounded(text: str, work: Work) -> bool:
    """Whether the text claims an act that nothing in this turn, nor in the conversation, stands for."""
    if work.acts:
        return False
    claimed = claim(text)
    if claimed is None or any(map(_tells_of_an_act, work.turn.past)):
        return False
    return claimed is Claim.SELF or not _may_be_known(work)


def _may_be_known(work: Work) -> bool:
    """Whether something read in this turn, or said by a colleague, can tell of an act that was not ours."""
    return work.facts or work.colleagues or any(claim(passage.text) for passage in work.read.values())


def once(work: Work) -> Callable[[Output], None]:
    """Return what raises Again for the first answer with an unfounded claim; the next one is judged."""

    def check(output: Output) -> None:
        if isinstance(output, Answering) and work.sound and not work.warned and unfounded(output.text, work):
            work.warned = True
            work.step("withheld", output.text)
            raise Again(MEND)

    return check


def _tells_of_an_act(said: Said) -> bool:
    """Whether it was said, and let through, before; a contact's word counts for nothing."""
    if said.role is Role.SYSTEM:
        return said.text.endswith(WORKED)
    return said.role is Role.AGENT and claim(said.text) is not None
