"""The inbox's values as JSON. Times are ISO 8601 in UTC; a fact that is not there is left out."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.assist.shown import originals, translations
from bot.inbox.case import Case
from bot.inbox.marks import Mark
from bot.inbox.replies import moment
from handoff.approvals import Approval, Vote, fingerprint
from handoff.content import Content, File, Source
from handoff.envelope import Envelope, Handoff
from handoff.state import Conversation
from handoff.store.reading import Summary
from handoff.transcript import Author, AuthorKind, Entry, EntryKind, Message, messages
from handoff.trigger import Trigger

Json = dict[str, Any]
Link = Callable[[str], str]
"""Gives the address of an upload by its id."""


def row(summary: Summary) -> Json:
    """One row of the list."""
    return lean(
        id=summary.id,
        contact=summary.contact,
        name=summary.name,
        owner=summary.owner,
        operator=summary.operator,
        operator_name=summary.operator_name or None,
        ticket=summary.ticket,
        queue=summary.queue,
        reason=summary.reason,
        mechanism=summary.mechanism,
        category=summary.category,
        priority=summary.priority,
        since=moment(summary.since),
        waiting_since=moment(summary.waiting_since),
        snoozed=moment(summary.snoozed),
        last={"who": summary.last_who, "text": summary.last_text, "at": moment(summary.last_at)},
        seq=summary.seq,
    )


def whole(case: Case, link: Link) -> Json:
    """One conversation with all that belongs to it."""
    handoff = case.handoff
    return {
        **_head(case.conversation),
        "transcript": transcript(case, link),
        "handoffs": [handoff_json(one) for one in case.handoffs],
        "approvals": [approval_json(one) for one in case.conversation.approvals],
        "envelope": None if handoff is None else envelope_json(handoff.envelope),
    }


def _head(conversation: Conversation) -> Json:
    open_one = conversation.handoff
    return lean(
        id=conversation.id,
        contact=str(conversation.contact.address),
        name=conversation.contact.name,
        language=conversation.contact.language or None,
        owner=conversation.owner,
        operator=conversation.operator,
        operator_name=conversation.operator_name or None,
        epoch=conversation.epoch,
        since=moment(conversation.owned_since),
        created=moment(conversation.created),
        waiting_since=moment(conversation.waiting_since),
        agent_on=conversation.agent_on,
        tags=list(conversation.tags),
        variables=dict(conversation.variables),
        seq=conversation.seq,
        ticket=open_one and str(open_one.ticket),
        queue=open_one and open_one.queue,
        reason=open_one and open_one.trigger.reason,
        mechanism=open_one and open_one.trigger.mechanism,
        category=open_one and open_one.trigger.category,
        snoozed=moment(open_one.snoozed) if open_one else None,
    )


def transcript(case: Case, link: Link) -> list[Json]:
    """Return messages and notes as they stand now, with changes of owner and events, in order of seq."""
    said = {message.entry.seq: message for message in messages(case.entries)}
    beside = (translations(case.entries), originals(case.entries))
    lines = []
    for entry in case.entries:
        if entry.seq in said:
            line = _message(said[entry.seq], case.marks.get(entry.seq), link)
            lines.append({**line, **_beside(entry.seq, *beside)})
        elif entry.kind in (EntryKind.OWNER, EntryKind.EVENT):
            lines.append(_happening(entry))
    return lines


def _message(message: Message, mark: Mark | None, link: Link) -> Json:
    entry = message.entry
    gone = message.deleted_at is not None
    return lean(
        seq=entry.seq,
        id=entry.id or None,
        kind=entry.kind,
        author=_author(entry.author),
        at=moment(entry.at),
        edited_at=moment(message.edited_at),
        deleted_at=moment(message.deleted_at),
        earlier=list(message.earlier) or None,
        delivery=_delivery(entry, mark),
        **_content(Content() if gone else message.content, link),
    )


def _beside(seq: int, translated: Mapping[int, str], own: Mapping[int, str]) -> Json:
    """``translation`` is what the team reads of a contact's words, ``original`` what an operator wrote."""
    return lean(translation=translated.get(seq), original=own.get(seq))


def _happening(entry: Entry) -> Json:
    return lean(
        seq=entry.seq, kind=entry.kind, at=moment(entry.at), text=entry.content.text, data=dict(entry.data)
    )


def _author(author: Author) -> Json:
    return lean(kind=author.kind, name=author.name, operator=author.operator)


def _delivery(entry: Entry, mark: Mark | None) -> Json | None:
    if entry.kind is EntryKind.NOTE or entry.author.kind is AuthorKind.CONTACT:
        return None
    return {"state": "delivered"} if mark is None else lean(state=mark.delivery, error=mark.error or None)


def _content(content: Content, link: Link) -> Json:
    return lean(
        text=content.text,
        buttons=[{"label": one.label} for one in content.buttons] or None,
        fields=[{"name": one.name, "value": one.value} for one in content.fields] or None,
        files=[file_json(one, link) for one in content.files] or None,
        sources=[_source(one) for one in content.sources] or None,
    )


def file_json(file: File, link: Link) -> Json:
    """An upload; ``size`` is in bytes."""
    return {"id": file.id, "name": file.name, "type": file.type, "size": file.size, "url": link(file.id)}


def _source(source: Source) -> Json:
    return lean(title=source.title, section=source.section or None, url=source.url or None)


def handoff_json(handoff: Handoff) -> Json:
    """One episode."""
    return lean(
        ticket=str(handoff.ticket),
        queue=handoff.queue,
        trigger=_trigger(handoff.trigger),
        priority=handoff.priority,
        opened=moment(handoff.opened),
        notified=moment(handoff.notified),
        taken=moment(handoff.taken),
        replied=moment(handoff.replied),
        snoozed=moment(handoff.snoozed),
        closed=moment(handoff.closed),
        operator=handoff.operator,
        ending=handoff.ending,
        by=handoff.by or None,
        note=handoff.note or None,
        cards=[lean(place=str(one.place), ref=one.ref, error=one.error) for one in handoff.cards],
    )


def _trigger(trigger: Trigger) -> Json:
    signals = [
        lean(mechanism=one.mechanism, category=one.category, score=one.score, reason=one.reason)
        for one in trigger.signals
    ]
    return lean(
        mechanism=trigger.mechanism,
        category=trigger.category,
        reason=trigger.reason,
        score=trigger.score,
        quote=trigger.quote or None,
        signals=signals,
    )


def envelope_json(envelope: Envelope) -> Json:
    """What the agent knew when the handoff began."""
    return lean(
        contact=envelope.contact,
        summary=envelope.summary,
        summarized=envelope.summarized or None,
        lines=[{"who": one.who, "text": one.text} for one in envelope.lines],
        variables=dict(envelope.variables),
        sources=[_source(one) for one in envelope.sources],
        steps=[{"kind": one.kind, "text": one.text} for one in envelope.steps],
        confidence=envelope.confidence,
        since=envelope.since,
        upto=envelope.upto,
    )


def approval_json(approval: Approval) -> Json:
    """One question to reviewers, and how it stands."""
    return lean(
        id=approval.id,
        conversation=approval.conversation,
        queue=approval.queue,
        question=approval.question,
        facts=[{"name": one.name, "value": one.value} for one in approval.facts],
        reviewers=sorted(approval.reviewers),
        asked=moment(approval.asked),
        expires=moment(approval.expires),
        ruling=approval.ruling,
        by=approval.by or None,
        at=moment(approval.at),
        reason=approval.reason or None,
        contact=approval.contact or None,
        label=approval.label or None,
        draft=approval.draft or None,
        text=approval.text or None,
        seen=fingerprint(approval) or None,
        needed=approval.needed,
        votes=[vote_json(one) for one in approval.votes],
        barred=sorted(approval.barred),
        groups=sorted(approval.groups),
        queues=list(approval.queues),
        lines=[{"who": one.who, "text": one.text} for one in approval.lines],
        reminded=approval.reminded,
    )


def vote_json(vote: Vote) -> Json:
    """One reviewer's word."""
    return lean(
        operator=vote.operator,
        by=vote.name,
        decision=vote.ruling,
        at=moment(vote.at),
        reason=vote.reason or None,
    )


def lean(**facts: object) -> Json:
    """Leave out what is None."""
    return {name: value for name, value in facts.items() if value is not None}
