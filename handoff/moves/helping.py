"""What the model is asked for when a handoff begins, and the summary that it brings."""

from dataclasses import replace
from typing import Final

from handoff.effects import Summarize, Translate
from handoff.envelope import Handoff
from handoff.events import Summarized
from handoff.languages import may_differ
from handoff.moves.draft import Draft
from handoff.outcome import Done, Outcome

LONGEST: Final = 700
"""Characters of a summary."""
BACK: Final = 3
"""So many of the contact's messages before the one that began the handoff are translated with it."""


def ask_for_help(draft: Draft, handoff: Handoff) -> None:
    """Order what the team wants of the model; nothing waits for it, and without it nothing is missing."""
    if draft.policy.assist.summaries and draft.state.tail:
        draft.do(Summarize(handoff.ticket))
    if draft.state.said and may_differ(draft.state, draft.policy.assist):
        draft.do(Translate(draft.state.said, BACK))


def summarized(draft: Draft, event: Summarized) -> Outcome:
    """Put the model's summary on the cards, marked as such; of a handoff that is over it is no news."""
    handoff = draft.state.handoff
    text = " ".join(event.text.split())
    if handoff is None or handoff.ticket != event.ticket or not text:
        return Done()
    short = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    envelope = replace(handoff.envelope, summary=short, summarized=True)
    draft.edit_cards(draft.set_handoff(envelope=envelope))
    return Done()
