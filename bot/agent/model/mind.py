"""The model itself, asked through the library: a prompt goes in, a typed output or ModelFailed comes out.

It, and what it imports of this package (providers, failures, drafts, toolset), is all that knows the library;
it is imported late.
"""

import logging
from collections.abc import AsyncIterable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic_ai import Agent, RunContext, ToolOutput
from pydantic_ai.exceptions import ContentFilterError, OutputTokenLimitExceeded
from pydantic_ai.settings import ModelSettings as Dials
from pydantic_ai.usage import RunUsage, UsageLimits

from bot.agent.model.budget import Purse, Spent
from bot.agent.model.drafts import Drafts
from bot.agent.model.errors import ModelFailed
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

_BROKEN_OFF: Final = {"length": OutputTokenLimitExceeded, "content_filter": ContentFilterError}


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked: our rules, the framed data, what it may call, what it may spend."""

    rules: str
    prompt: str
    purse: Purse
    handles: Sequence[Handle] = ()
    draft: Callable[[str], None] | None = None


class Mind:
    """Holds the connections to the model and its fallback."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._opened = opened(settings)
        outputs = [ToolOutput(Answering, name="answer"), ToolOutput(Escalating, name="escalate")]
        self._answers: Agent[None, Output] = Agent(
            self._opened.model, output_type=outputs, name="answers", retries={"tools": 1, "output": 2}
        )
        self._writes: Agent[None, str] = Agent(self._opened.model, name="writes")

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

    async def _ask(self, agent: Agent[None, Any], question: Question, timeout: float, **more: Any) -> Any:
        """Run, count what it cost, and let no error out that is not ours (its text may hold a key)."""
        usage = RunUsage()
        failure: ModelFailed | None = None
        whole = False
        try:
            ran = await agent.run(
                question.prompt,
                instructions=question.rules,
                model_settings=self._dials(timeout),
                usage_limits=self._limits(question.purse),
                usage=usage,
                event_stream_handler=_drafting(question.draft),
                infer_name=False,
                **more,
            )
            whole = True
            return ran
        except StoreUnavailable:
            raise
        except Exception as error:
            failure = failed(error)
            whole = failure.kind not in DOUBTFUL
            log.warning("the model failed: %s (%s)", failure.kind, type(error).__name__)
        finally:
            question.purse.spent += _spent(usage, question, whole)
        raise failure

    def _dials(self, timeout: float) -> Dials:
        dials = Dials(
            request_timeout=timeout,
            timeout=timeout,
            max_retries=self._settings.retries,
            max_tokens=self._settings.max_tokens,
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


def _spent(usage: RunUsage, question: Question, whole: bool) -> Spent:
    """Return what was used; a request nobody told us the end of is counted by its length."""
    spent = Spent(usage.input_tokens, usage.output_tokens)
    if whole and not usage.unmeasured_requests:
        return spent
    guess = (len(question.prompt) + len(question.rules)) // _CHARACTERS
    return spent + Spent(guess * max(1, usage.unmeasured_requests))


def _drafting(draft: Callable[[str], None] | None) -> Any:
    if draft is None:
        return None

    async def handler(context: RunContext[None], events: AsyncIterable[Any]) -> None:
        drafts = Drafts(draft)
        async for event in events:
            drafts.saw(event)

    return handler
