"""Between two languages: the team reads the contact's words in its own, the contact reads the team's.

An operator's reply is held back as an entry that only the team sees until its translation is there, and
what is said then is said in the order it was written. Without a translation the original goes out, and the
operator is told. Whoever lost the conversation meanwhile has said nothing: the entry stays a note.
"""

from dataclasses import replace
from typing import Any, Final

from handoff.content import Content
from handoff.effects import Deliver, ShowMark, Translate, TranslateReply
from handoff.events import LanguageHeard, ReplyTranslated, Translated
from handoff.languages import base, may_differ
from handoff.moves.clocks import owe_answer
from handoff.moves.draft import SYSTEM, Draft
from handoff.outcome import Done, Outcome
from handoff.ownership import Owner
from handoff.pending import Pending
from handoff.transcript import Author, EntryKind

LOST: Final = "it was still being translated when the conversation changed hands"
LEFT: Final = "the conversation was given away before the translation was ready"
REMEMBERED: Final = 20
"""So many of the messages that had to wait are remembered, for changes that came a moment late."""
NOWHERE: Final = ""
"""The ``only`` of an entry that no desk thread shows."""


# ── what the contact says ────────────────────────────────────────────────────────────────────────


def show(draft: Draft, seq: int) -> None:
    """Have what the contact said shown in the team's language, while a handoff is open."""
    if draft.before.handoff is not None and may_differ(draft.state, draft.policy.assist):
        draft.do(Translate(seq))


def heard(draft: Draft, event: LanguageHeard) -> Outcome:
    """Remember which language the contact writes; what the platform tells counts more."""
    draft.set(spoken=base(event.language))
    return Done()


def translated(draft: Draft, event: Translated) -> Outcome:
    """Keep the translation beside the original."""
    if draft.state.handoff is None:
        return Done()
    said = Content("translation")
    return Done(draft.add(EntryKind.EVENT, SYSTEM, said, target=event.seq, text=event.text, to=event.to))


# ── what operators say ───────────────────────────────────────────────────────────────────────────


def hold(draft: Draft, writer: Author, reply: Pending) -> int:
    """Keep a reply as an entry only the team sees, and have it translated; return its seq."""
    seq = draft.add(
        EntryKind.NOTE,
        writer,
        reply.content,
        id=reply.id,
        origin=reply.origin,
        translating=True,
        only=NOWHERE,
    )
    _await(draft, replace(reply, seq=seq))
    return seq


def hold_edit(draft: Draft, writer: Author, change: Pending) -> int:
    """Keep the new text of a sent message, and have it translated before it is changed for the contact."""
    seq = draft.add(
        EntryKind.EVENT,
        SYSTEM,
        Content("edit held"),
        target=change.change,
        origin=change.origin,
        text=change.content.text,
        by=writer.name,
        only=NOWHERE,
    )
    _await(draft, replace(change, seq=seq))
    return seq


def held(draft: Draft, seq: int) -> Pending | None:
    """Return what waits under the seq."""
    return next((one for one in draft.state.pending if one.seq == seq), None)


def meant(draft: Draft, target: int) -> int:
    """Return the message that a change is for, which a moment ago perhaps was still waiting."""
    return dict(draft.state.released).get(target, target)


def reword(draft: Draft, waiting: Pending, text: str) -> None:
    """Let what waits say something else; a translation of the old words counts no more."""
    changed = replace(waiting, content=replace(waiting.content, text=text), ready=None, why="")
    _put(draft, changed)
    draft.do(TranslateReply(waiting.seq))


def drop(draft: Draft, target: int) -> None:
    """Forget what waits under the seq, and what would change that message, because it is taken back."""
    kept = tuple(one for one in draft.state.pending if target not in (one.seq, one.change))
    if kept != draft.state.pending:
        draft.set(pending=kept)
        _go_on(draft)


def ready(draft: Draft, event: ReplyTranslated) -> Outcome:
    """Let the words go, after all that was written before them; what was taken back or changed is stale."""
    waiting = held(draft, event.seq)
    if waiting is None or waiting.content.text != event.source:
        return Done()
    text = event.text if event.ok and event.text.strip() else event.source
    _put(draft, replace(waiting, ready=text, why="" if event.ok else event.why or "no reason given"))
    _go_on(draft)
    return Done(draft.state.seq)


def send_as_written(draft: Draft) -> None:
    """Send what still waits in its writer's own words: who gives the conversation away meant it to go."""
    if draft.state.owner is Owner.HUMAN and draft.state.pending:
        waiting = (_as_written(one) for one in draft.state.pending)
        draft.set(pending=tuple(waiting))
        _go_on(draft)


def _as_written(reply: Pending) -> Pending:
    return reply if reply.ready is not None else replace(reply, ready=reply.content.text, why=LEFT)


def say(draft: Draft, reply: Pending, **data: Any) -> int:
    """Say a person's words to the contact, who has been answered up to them; return their seq."""
    content = reply.content if reply.ready is None else replace(reply.content, text=reply.ready)
    seq = draft.say(reply.author, content, id=reply.id, target=reply.target, origin=reply.origin, **data)
    draft.set(answered=reply.seq or seq, waiting_since=None)
    if draft.state.handoff is not None and draft.state.handoff.replied is None:
        draft.set_handoff(replied=draft.now)
    return seq


def _await(draft: Draft, waiting: Pending) -> None:
    draft.set(pending=(*draft.state.pending, waiting))
    draft.do(TranslateReply(waiting.seq))


def _put(draft: Draft, waiting: Pending) -> None:
    rest = draft.state.pending
    draft.set(pending=tuple(waiting if one.seq == waiting.seq else one for one in rest))


def _go_on(draft: Draft) -> None:
    """Say what is ready, up to the first that is not."""
    while draft.state.pending and draft.state.pending[0].ready is not None:
        first, *rest = draft.state.pending
        draft.set(pending=tuple(rest))
        _release(draft, first)


def _release(draft: Draft, reply: Pending) -> None:
    if reply.change is not None:
        _change(draft, reply, reply.change)
    elif draft.state.owner is Owner.HUMAN and draft.state.operator == reply.author.operator:
        seq = say(draft, reply, note=reply.seq, **_original(reply))
        draft.set(released=(*draft.state.released, (reply.seq, seq))[-REMEMBERED:])
        _show_sent(draft, reply, seq)
        owe_answer(draft)
    else:
        _keep(draft, reply)


def _change(draft: Draft, reply: Pending, target: int) -> None:
    content = Content(reply.ready or "")
    seq = draft.add(
        EntryKind.EDIT, reply.author, content, target=target, origin=reply.origin, **_original(reply)
    )
    draft.do(Deliver(seq))
    _show_sent(draft, reply, target)


def _show_sent(draft: Draft, reply: Pending, seq: int) -> None:
    """Show the operator, where the words were written, what the contact reads of them."""
    if reply.why:
        draft.event("reply not translated", seq=seq, why=reply.why)
    elif reply.origin is not None and reply.ready != reply.content.text:
        only = str(reply.origin.thread)
        sent = Content("sent translated")
        draft.add(EntryKind.EVENT, SYSTEM, sent, target=seq, text=reply.ready, only=only)


def _keep(draft: Draft, reply: Pending) -> None:
    """Leave it the note it is, and tell its writer."""
    draft.event("reply kept", seq=reply.seq, why=LOST, operator=reply.author.name)
    if reply.origin is not None:
        draft.do(ShowMark(reply.seq, reply.origin.thread, reply.origin.ref, "failed", LOST))


def _original(reply: Pending) -> dict[str, str]:
    text = reply.content.text
    return {"original": text} if reply.ready != text else {}
