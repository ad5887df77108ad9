"""A refusal as Discord words it, raised where the simulator itself is too lenient."""

from collections.abc import Mapping
from typing import Any

from simcord.backend.errors import BackendError

CLOSED_DM = (403, 50007, "Cannot send messages to this user")
UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
MISSING_ACCESS = (403, 50001, "Missing Access")
MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")


def invalid(what: str, errors: Mapping[str, Any] | None = None) -> BackendError:
    """Return the 400 that Discord gives for a body that it cannot take."""
    return BackendError(400, 50035, f"Invalid Form Body: {what}", errors=dict(errors or {}))
