"""What Discord refuses and the simulator does not, and what the simulator cannot take as it comes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from simcord.backend import Backend
from simcord.backend.errors import BackendError

from tests.platforms.discord import judge as openapi
from tests.platforms.discord.refusal import CLOSED_DM, invalid

FORBIDDEN_NAMES = ("discord", "clyde")


def judge(method: str, path: str, body: object) -> None:
    """Refuse a body that Discord's own document does not allow."""
    found = openapi.fault(method, path, body)
    if found:
        raise invalid(found)


def check(backend: Backend, closed: set[int], method: str, path: str, body: Any) -> None:
    """Refuse what only Discord itself knows to be wrong."""
    parts = path.strip("/").split("/")
    body = body if isinstance(body, Mapping) else {}
    if method == "POST" and parts[0] == "channels" and parts[-1] == "messages":
        _check_message(backend, closed, int(parts[1]), body)
    if method == "POST" and parts[-1] == "threads" and len(parts) == 5:
        _check_thread(backend, int(parts[3]), body)
    if method == "POST" and parts[0] == "webhooks":
        _check_name(str(body.get("username") or "ok"))


def _check_message(backend: Backend, closed: set[int], channel: int, body: Mapping[str, Any]) -> None:
    if len(body.get("content") or "") > 2000:
        raise invalid("content: Must be 2000 or fewer in length.")
    if channel in closed:
        raise BackendError(*CLOSED_DM)
    reference = body.get("message_reference") or {}
    must = bool(reference) and reference.get("fail_if_not_exists", True)
    if must and int(reference["message_id"]) not in backend.messages.get(channel, {}):
        raise invalid("message_reference: Unknown message")
    known = backend.channels.get(channel)
    if known is not None and known.thread_metadata is not None and known.thread_metadata.locked:
        raise BackendError(400, 160005, "This thread is locked")


def _check_thread(backend: Backend, message: int, body: Mapping[str, Any]) -> None:
    if not 1 <= len(str(body.get("name", "")).strip()) <= 100:
        raise invalid("name: Must be between 1 and 100 in length.")
    if message in backend.channels:
        raise BackendError(400, 160004, "A thread has already been created for this message")


def _check_name(name: str) -> None:
    if not 1 <= len(name.strip()) <= 80:
        raise invalid("username: Must be between 1 and 80 in length.")
    if any(word in name.lower() for word in FORBIDDEN_NAMES):
        raise invalid("username: Username cannot contain a forbidden word")


def body(path: str, body: Any) -> Any:
    """Return the body without what the simulator does not model and Discord allows."""
    if isinstance(body, dict) and isinstance(body.get("message_reference"), dict):
        reference = {key: value for key, value in body["message_reference"].items() if value is not None}
        reference.pop("fail_if_not_exists", None)
        return {**body, "message_reference": reference}
    if path.endswith("/commands") and isinstance(body, list):
        return [{key: value for key, value in item.items() if key != "nsfw"} for item in body]
    return body


@contextmanager
def in_thread(backend: Backend, path: str, params: Mapping[str, str]) -> Iterator[None]:
    """Let a webhook's call act in the thread it names; the simulator only knows the webhook's channel."""
    parts = path.strip("/").split("/")
    webhook = backend.webhooks.get(int(parts[1])) if parts[0] == "webhooks" and parts[1].isdigit() else None
    if webhook is None or "thread_id" not in params:
        yield
        return
    thread = backend.channels.get(int(params["thread_id"]))
    if thread is None or thread.parent_id != webhook.channel_id:
        raise BackendError(404, 10003, "Unknown Channel")
    home, webhook.channel_id = webhook.channel_id, thread.id
    try:
        yield
    finally:
        webhook.channel_id = home
