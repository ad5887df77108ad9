"""What the agent may not do by itself: it is put to reviewers, while the contact can go on talking."""

import json

from handoff.answer import Proposal
from handoff.approvals import ForTool, Ruling
from handoff.content import Field
from handoff.events import ApprovalAsked
from handoff.ids import OperatorName
from handoff.labels import spaced
from handoff.moves.draft import Draft
from handoff.moves.handing import escalate
from handoff.moves.questions import ask
from handoff.outcome import Refused
from handoff.ownership import Owner
from handoff.run import approval_id
from handoff.trigger import Mechanism, Trigger


def propose(draft: Draft, proposal: Proposal) -> None:
    """Ask whether a tool may be called; where nobody may decide a person gets the conversation (law 7).

    The same call is not asked for twice at a time: approved twice it would be made twice.
    """
    if _is_asked(draft, proposal):
        return
    tool = proposal.tool.replace("__", ": ")
    question = f"The assistant wants to call {tool}"
    purpose = ForTool(proposal.tool, proposal.arguments, proposal.key)
    own = draft.state.contact.who
    guest = OperatorName(str(own))  # as who is known by a group alone goes by
    asked = ApprovalAsked(
        approval_id(proposal.key),
        question,
        _facts(proposal),
        draft.policy.tool_queue,
        barred=frozenset({guest, draft.policy.operators.get(own, guest)}),
        purpose=purpose,
    )
    refused = ask(draft, asked)
    if isinstance(refused, Refused) and draft.state.owner is Owner.AGENT:
        escalate(draft, Trigger(Mechanism.APPROVAL, "approval", f"{question}. {refused.message}"))


def _is_asked(draft: Draft, proposal: Proposal) -> bool:
    open_ = (one.purpose for one in draft.state.approvals if one.ruling is Ruling.PENDING)
    wanted = (proposal.tool, proposal.arguments)
    return any(isinstance(one, ForTool) and (one.tool, one.arguments) == wanted for one in open_)


def _facts(proposal: Proposal) -> tuple[Field, ...]:
    """Show the very arguments that would be sent, whole; what the model says about them counts nothing."""
    found = json.loads(proposal.arguments)
    return tuple(Field(spaced(name), _shown(value)) for name, value in found.items())


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
