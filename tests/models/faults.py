"""Every way in which a provider fails that was ever seen, by name: `{"fault": "quota"}`."""

from dataclasses import dataclass, field

KEY = "sk-loopback-0123456789abcdef"
"""Providers repeat (part of) the key in their errors; so do we, and tests look for it everywhere."""


@dataclass(frozen=True)
class Refusal:
    """An HTTP error: status, the provider's code, its words, and headers. ``page`` sends HTML instead."""

    status: int
    code: str
    message: str
    headers: dict[str, str] = field(default_factory=dict)
    page: bool = False


REFUSALS = {
    "rate_limit": Refusal(429, "rate_limit_exceeded", "Slow down.", {"retry-after": "1"}),
    "rate_limit_long": Refusal(429, "rate_limit_exceeded", "Slow down.", {"retry-after": "600"}),
    "quota": Refusal(429, "insufficient_quota", "You exceeded your quota."),
    "billing": Refusal(402, "billing_error", "Your credit balance is too low."),
    "server": Refusal(500, "server_error", "The server had an error."),
    "gateway": Refusal(502, "", "<html><h1>502 Bad Gateway</h1></html>", page=True),
    "unavailable": Refusal(503, "service_unavailable", "Try later."),
    "overloaded": Refusal(529, "overloaded_error", "Overloaded."),
    "unauthorized": Refusal(401, "invalid_api_key", f"Incorrect API key provided: {KEY}."),
    "forbidden": Refusal(403, "permission_error", f"The key {KEY} may not use this model."),
    "not_found": Refusal(404, "model_not_found", "The model does not exist."),
    "context": Refusal(400, "context_length_exceeded", "This model's maximum context length is 8192 tokens."),
    "rejected": Refusal(400, "invalid_request_error", "Unsupported value."),
}

BROKEN = frozenset(
    {
        "hang",  # takes the request and never answers
        "silence",  # begins to stream and says no more
        "cut",  # begins to answer and drops the connection
        "drop",  # drops the connection without an answer
        "garbage",  # 200, and no JSON
        "empty",  # 200, and no choice in it
        "late_error",  # begins to stream and then tells of an error
    }
)

FAULTS = frozenset(REFUSALS) | BROKEN
