"""Values to JSON and back; what an older version wrote without a field gets that field's default."""

from functools import cache
from typing import Annotated

from pydantic import Discriminator, TypeAdapter

from handoff.approvals import Approval
from handoff.effects import Effect
from handoff.envelope import Handoff
from handoff.run import Run
from handoff.state import Conversation
from handoff.transcript import Entry

# Building an adapter takes milliseconds, using it microseconds: each is built at its first use and kept.


@cache
def _conversations() -> TypeAdapter[Conversation]:
    return TypeAdapter(Conversation)


@cache
def _entries() -> TypeAdapter[Entry]:
    return TypeAdapter(Entry)


@cache
def _effects() -> TypeAdapter[Effect]:
    return TypeAdapter(Annotated[Effect, Discriminator("kind")])


@cache
def _handoffs() -> TypeAdapter[Handoff]:
    return TypeAdapter(Handoff)


@cache
def _approvals() -> TypeAdapter[Approval]:
    return TypeAdapter(Approval)


@cache
def _runs() -> TypeAdapter[Run]:
    return TypeAdapter(Run)


def dump_conversation(value: Conversation) -> str:
    """Return the state as JSON; raises ValueError for what JSON cannot hold (half a surrogate pair)."""
    return _conversations().dump_json(value).decode()


def load_conversation(text: str) -> Conversation:
    """Read a state that was dumped by this version or an older one."""
    return _conversations().validate_json(text)


def dump_entry(value: Entry) -> str:
    """Return one line of the journal as JSON."""
    return _entries().dump_json(value).decode()


def load_entry(text: str) -> Entry:
    """Read one line of the journal."""
    return _entries().validate_json(text)


def dump_effect(value: Effect) -> str:
    """Return an effect as JSON; its ``kind`` says which one it is."""
    return _effects().dump_json(value).decode()


def load_effect(text: str) -> Effect:
    """Read an effect by its ``kind``."""
    return _effects().validate_json(text)


def dump_handoff(value: Handoff) -> str:
    """Return a handoff as JSON."""
    return _handoffs().dump_json(value).decode()


def load_handoff(text: str) -> Handoff:
    """Read a handoff."""
    return _handoffs().validate_json(text)


def dump_approval(value: Approval) -> str:
    """Return an approval as JSON."""
    return _approvals().dump_json(value).decode()


def load_approval(text: str) -> Approval:
    """Read an approval."""
    return _approvals().validate_json(text)


def dump_run(value: Run) -> str:
    """Return a workflow's run as JSON; its variables and notes hold any JSON value."""
    return _runs().dump_json(value).decode()


def load_run(text: str) -> Run:
    """Read a workflow's run."""
    return _runs().validate_json(text)
