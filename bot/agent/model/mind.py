"""The model itself, asked through the library: a question goes in, a typed output or ModelFailed comes out.

It, and what it imports of this package (providers, failures, drafts, toolset, bill), is all that knows the
library; it is imported late.
"""

import logging
from collections.abc import Sequence
from functools import partial
from typing import Final, TypeVar

from pydantic_ai import Agent, AgentRunResult, ModelRetry, RunContext, ToolOutput, capture_run_messages
from pydantic_ai.exceptions import (
    ContentFilterError,
    ModelAPIError,
    OutputTokenLimitExceeded,
    UsageLimitExceeded,
)
from pydantic_ai.messages import ModelMessage, ModelRequest
from pydantic_ai.models.anthropic import AnthropicModelSettings
from pydantic_ai.settings import ModelSettings as Dials
from pydantic_ai.usage import UsageLimits

from bot.agent.model.bill import Bill
from bot.agent.model.drafts import following
from bot.agent.model.errors import Again, BudgetSpent, ModelFailed
from bot.agent.model.failures import failed
from bot.agent.model.output import Answering, Escalating, Output
from bot.agent.model.providers import opened
from bot.agent.model.question import Question
from bot.agent.model.toolset import Handles
from bot.config.language_model import ModelSettings
from handoff.errors import StoreUnavailable

log = logging.getLogger(__name__)

Out = TypeVar("Out")

_SPENT: Final = "The language model gave no answer: what it may spend was used up on the way."
_BROKEN_OFF: Final = {"length": OutputTokenLimitExceeded, "content_filter": ContentFilterError}


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
        return (await self._ask(self._answers, question, self._settings.timeout)).output

    async def write(self, question: Question) -> str:
        """Let the model write plain text, in less time; raises ModelFailed.

        A text that was broken off is no text: half a translation says something else.
        """
        ran = await self._ask(self._writes, question, self._settings.help_timeout)
        if broken := _BROKEN_OFF.get(ran.response.finish_reason or ""):
            raise failed(broken(""))
        return ran.output.strip()

    async def _ask(
        self, agent: Agent[Question, Out], question: Question, timeout: float
    ) -> AgentRunResult[Out]:
        """Run, count what it cost, and let no error out that is not ours (its text may hold a key)."""
        bill = Bill()
        try:
            return await self._run(agent, question, bill, timeout)
        except StoreUnavailable:
            raise
        except Exception as error:
            failure = _failed(error, question, bill)
            log.warning("the model failed: %s (%s)", failure.kind, type(error).__name__)
        except BaseException:  # called off in the middle of a request
            bill.lost += 1
            raise
        finally:
            question.purse.spent += bill.spent(question)
        raise failure

    async def _run(
        self, agent: Agent[Question, Out], question: Question, bill: Bill, timeout: float
    ) -> AgentRunResult[Out]:
        """Run; what breaks off after its first words is asked of the fallback again, tools not called twice.

        The library's own fallback takes over only before the first word.
        """
        run = partial(
            agent.run,
            deps=question,
            instructions=question.rules,
            toolsets=[Handles(question.handles)],
            model_settings=self._dials(timeout),
            usage=bill.usage,
            usage_limits=self._limits(question),
            event_stream_handler=following(question.draft) if question.draft is not None else None,
            infer_name=False,
        )
        with capture_run_messages() as seen:
            try:
                return await run(question.prompt)
            except ModelAPIError as error:
                if self._opened.spare is None or question.draft is None:
                    raise
                bill.failed(failed(error).kind)
                log.warning("the model broke off (%s), its fallback is asked", type(error).__name__)
        return await run(message_history=_asked(seen), model=self._opened.spare)

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

    def _limits(self, question: Question) -> UsageLimits:
        return UsageLimits(
            request_limit=self._settings.max_requests,
            tool_calls_limit=self._settings.max_calls,
            total_tokens_limit=question.purse.tokens,
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


def _failed(error: Exception, question: Question, bill: Bill) -> ModelFailed:
    """Put an error into our words, and what it left unknown on the bill."""
    failure, limit = failed(error), question.purse.tokens
    bill.failed(failure.kind)
    if isinstance(error, UsageLimitExceeded) and limit is not None and bill.usage.total_tokens > limit:
        return BudgetSpent(_SPENT)
    return failure
