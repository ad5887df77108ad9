"""One table from the library's errors to ours; the first row that fits decides."""

from typing import Final

from pydantic_ai import exceptions as theirs

from bot.agent.model.errors import Kind, ModelFailed

TABLE: Final[dict[type[Exception], tuple[Kind, str]]] = {
    theirs.ModelAuthenticationError: (Kind.AUTHENTICATION, "the provider refused the key"),
    theirs.ModelQuotaExceededError: (Kind.QUOTA, "the account's quota at the provider is used up"),
    theirs.ModelRateLimitError: (Kind.RATE_LIMIT, "the provider asks for slower requests"),
    theirs.ModelNotFoundError: (Kind.NOT_FOUND, "the provider has no such model, or base_url is wrong"),
    theirs.ModelContextWindowExceededError: (Kind.CONTEXT, "the conversation is too long for the model"),
    theirs.ModelRequestRejectedError: (
        Kind.REJECTED,  # proxies say so of a wrong name, a wrong key and a text that is too long
        "the provider did not accept the request: too long for it, or a setting of [agent.model] is wrong",
    ),
    theirs.ModelOverloadedError: (Kind.UNAVAILABLE, "the provider is overloaded"),
    theirs.ModelUnavailableError: (Kind.UNAVAILABLE, "the provider is not available"),
    theirs.ModelServerError: (Kind.SERVER, "the provider had an error"),
    theirs.ModelTimeoutError: (Kind.TIMEOUT, "the provider did not answer in time"),
    theirs.ModelRequestTimeout: (Kind.TIMEOUT, "the provider did not answer in time"),
    theirs.ModelConnectionError: (Kind.CONNECTION, "the provider could not be reached, or hung up"),
    theirs.ModelHTTPError: (Kind.SERVER, "the provider answered with an error"),
    theirs.ModelAPIError: (Kind.SERVER, "the provider answered with an error"),
    theirs.SuspendedResponseExpired: (Kind.SERVER, "the provider forgot an answer it was writing"),
    theirs.ContentFilterError: (Kind.FILTERED, "the provider's filter held the answer back"),
    theirs.IncompleteToolCall: (Kind.LENGTH, "the answer was cut off at the length limit"),
    theirs.OutputTokenLimitExceeded: (Kind.LENGTH, "the answer was cut off at the length limit"),
    theirs.UnexpectedModelBehavior: (
        Kind.BEHAVIOUR,
        "the model's answer made no sense, or was no call of a tool, also when asked again",
    ),
    theirs.UsageLimitExceeded: (
        Kind.LOOP,
        "the model went on without an answer until its limits were reached",
    ),
    theirs.ConcurrencyLimitExceeded: (Kind.UNAVAILABLE, "too many requests run already"),
    theirs.RunTimedOut: (Kind.TIMEOUT, "the model did not answer in time"),
    theirs.RunCancelled: (Kind.UNKNOWN, "the model's run was stopped"),
    theirs.AgentRunError: (Kind.UNKNOWN, "the model's run failed"),
    theirs.UserError: (Kind.UNKNOWN, "the model is not set up right"),
    TimeoutError: (Kind.TIMEOUT, "the model did not answer in time"),
}


def failed(error: BaseException) -> ModelFailed:
    """Put an error into our words; nothing of its own text is kept."""
    kind, why = _seen(error)
    return ModelFailed(f"The language model gave no answer: {why}.", kind)


def _seen(error: BaseException) -> tuple[Kind, str]:
    if isinstance(error, BaseExceptionGroup):
        return _seen_all(error)
    for known, row in TABLE.items():
        if isinstance(error, known):
            return row
    return Kind.UNKNOWN, f"something unforeseen went wrong ({type(error).__name__})"


def _seen_all(group: BaseExceptionGroup[BaseException]) -> tuple[Kind, str]:
    """Tell what each model did, the first one's kind counting: the others are its fallback."""
    seen = [_seen(error) for error in group.exceptions]
    return seen[0][0], "; with the fallback, ".join(why for _, why in seen)
