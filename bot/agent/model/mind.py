"""The model itself, asked through the library: a prompt goes in, a typed output or ModelFailed comes out.

It, and what it imports of this package (providers, failures, drafts, toolset), is all that knows the library;
it is imported late.
"""

import logging
from collections.abc import AsyncIterable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic_ai import Agent, ModelRetry, RunContext, ToolOutput, capture_run_messages
from pydantic_ai.exceptions import (
    ContentFilterError,
    ModelAPIError,
    OutputTokenLimitExceeded,
    UsageLimitExceeded,
)
from pydantic_ai.messages import ModelMessage, ModelRequest
from pydantic_ai.models.anthropic import AnthropicModelSettings
from pydantic_ai.settings import ModelSettings as Dials
from pydantic_ai.usage import RunUsage, UsageLimits

from bot.agent.model.budget import Purse, Spent
from bot.agent.model.drafts import Drafts
from bot.agent.model.errors import Again, BudgetSpent, ModelFailed
from bot.agent.model.failures import DOUBTFUL, failed
from bot.agent.model.output import Answering, Escalating, Output
from bot.agent.model.providers import opened
from bot.agent.model.tools import Handle
from bot.agent.model.toolset import Handles
from bot.config.models import ModelSettings
from handoff.errors import StoreUnavailable

log = logging.getLogger(__name__)

_CHARACTERS: Final = 3
"""Of a text for each token: a careful guess where a server does not say what it counted."""

_SPENT: Final = "The language model gave no answer: what it may spend was used up on the way."
_BROKEN_OFF: Final = {"length": OutputTokenLimitExceeded, "content_filter": ContentFilterError}


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked: our rules, the framed data, what it may call, what it may spend.

    ``draft`` is shown the answer as it grows; ``check`` raises Again for one that must be mended.
    """

    rules: str
    prompt: str
    purse: Purse
    handles: Sequence[Handle] = ()
    draft: Callable[[Answering], None] | None = None
    check: Callable[[Output], None] | None = None


@dataclass(slots=True)
class _Account:
    """What a question cost: as the provider counted it, and the requests whose end nobody told us."""

    usage: RunUsage
    lost: int = 0


class Mind:
    """Holds the connections to the model and its fallback."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._opened = opened(settings)
        outputs = [ToolOutput(Answering, name="answer"), ToolOutput(Escalating, name="escalate")]
        self._answers: Agent[Question, Output] = Agent(
            self._opened.model,
            deps_type=Question,
            output_type=outputs,
            name="answers",
            retries={"tools": 1, "output": 2},
        )
        self._answers.output_validator(_checked)
        self._writes: Agent[Question, str] = Agent(self._opened.model, deps_type=Question, name="writes")

    async def close(self) -> None:
        """Close the connections."""
        for close in self._opened.close:
            await close()

    async def think(self, question: Question) -> Output:
        """Let the model search, call and answer; raises ModelFailed and StoreUnavailable."""
        handles = Handles(question.handles)
        ran = await self._ask(self._answers, question, self._settings.timeout, toolsets=[handles])
        output: Output = ran.output
        return output

    async def write(self, question: Question) -> str:
        """Let the model write plain text, with no tools and in less time; raises ModelFailed.

        A text that was broken off is no text: half a translation says something else.
        """
        ran = await self._ask(self._writes, question, self._settings.help_timeout)
        if broken := _BROKEN_OFF.get(ran.response.finish_reason or ""):
            raise failed(broken(""))
        text: str = ran.output
        return text.strip()

    async def _ask(self, agent: Agent[Question, Any], question: Question, timeout: float, **more: Any) -> Any:
        """Run, count what it cost, and let no error out that is not ours (its text may hold a key)."""
        account = _Account(RunUsage(), lost=1)
        try:
            ran = await self._run(agent, question, account, model_settings=self._dials(timeout), **more)
            account.lost -= 1
            return ran
        except StoreUnavailable:
            raise
        except Exception as error:
            failure = self._failed(error, question, account)
            log.warning("the model failed: %s (%s)", failure.kind, type(error).__name__)
        finally:
            question.purse.spent += _spent(account, question)
        raise failure

    async def _run(
        self, agent: Agent[Question, Any], question: Question, account: _Account, **more: Any
    ) -> Any:
        """Run; what breaks off after its first words is asked of the fallback again, tools not called twice.

        The library's own fallback takes over only before the first word.
        """
        more |= {
            "deps": question,
            "instructions": question.rules,
            "usage": account.usage,
            "usage_limits": self._limits(question.purse),
            "event_stream_handler": _drafting(question.draft),
            "infer_name": False,
        }
        with capture_run_messages() as seen:
            try:
                return await agent.run(question.prompt, **more)
            except ModelAPIError as error:
                if self._opened.spare is None or question.draft is None:
                    raise
                account.lost += failed(error).kind in DOUBTFUL
                log.warning("the model broke off (%s), its fallback is asked", type(error).__name__)
        return await agent.run(message_history=_asked(seen), model=self._opened.spare, **more)

    def _failed(self, error: Exception, question: Question, account: _Account) -> ModelFailed:
        failure = failed(error)
        account.lost -= failure.kind not in DOUBTFUL
        limit = question.purse.tokens
        if isinstance(error, UsageLimitExceeded) and limit is not None and account.usage.total_tokens > limit:
            return BudgetSpent(_SPENT)
        return failure

    def _dials(self, timeout: float) -> Dials:
        dials: Dials = AnthropicModelSettings(
            request_timeout=timeout,
            timeout=timeout,
            max_retries=self._settings.retries,
            max_tokens=self._settings.max_tokens,
            anthropic_cache_instructions=True,  # with the tools before them; others remember by themselves
        )
        if self._settings.temperature is not None:
            dials["temperature"] = self._settings.temperature
        return dials

    def _limits(self, purse: Purse) -> UsageLimits:
        return UsageLimits(
            request_limit=self._settings.max_requests,
            tool_calls_limit=self._settings.max_calls,
            total_tokens_limit=purse.tokens,
        )


def _checked(context: RunContext[Question], output: Output) -> Output:
    try:
        if context.deps.check is not None:
            context.deps.check(output)
    except Again as error:
        raise ModelRetry(str(error)) from error
    return output


def _asked(seen: Sequence[ModelMessage]) -> list[ModelMessage]:
    """Return what was said up to the last request; half an answer behind it never was one."""
    last = max(at for at, message in enumerate(seen) if isinstance(message, ModelRequest))
    return list(seen[: last + 1])


def _spent(account: _Account, question: Question) -> Spent:
    """Return what was used; a request nobody told us the end of is counted by its length."""
    unknown = max(account.lost, 0) + account.usage.unmeasured_requests
    guess = (len(question.prompt) + len(question.rules)) // _CHARACTERS
    return Spent(account.usage.input_tokens, account.usage.output_tokens) + Spent(guess * unknown)


def _drafting(draft: Callable[[Answering], None] | None) -> Any:
    if draft is None:
        return None

    async def handler(context: RunContext[Any], events: AsyncIterable[Any]) -> None:
        drafts = Drafts(draft)
        async for event in events:
            drafts.saw(event)

    return handler
