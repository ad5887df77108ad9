"""From settings to the library's models, with clients of our own: their tries, their time, their end."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from anthropic import AsyncAnthropic
from openai import AsyncOpenAI
from pydantic_ai.exceptions import ModelAPIError
from pydantic_ai.models import Model
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.fallback import FallbackModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider

from bot.agent.model.failures import failed
from bot.config.language_model import Endpoint, ModelSettings

log = logging.getLogger(__name__)

NO_KEY = "none"
"""Sent where no key is set: servers on one's own machine want none, and clients insist on one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A model with its fallback behind it, the fallback by itself, and how their connections are closed."""

    model: Model
    close: tuple[Callable[[], Awaitable[None]], ...]
    spare: Model | None = None


def opened(settings: ModelSettings) -> Opened:
    """Make the model, with its fallback behind it. No request is sent."""
    first = _opened(settings, settings)
    if settings.fallback is None:
        return first
    second = _opened(settings.fallback, settings)
    both = FallbackModel(first.model, second.model, fallback_on=_failed)
    return Opened(both, first.close + second.close, second.model)


def _failed(error: Exception) -> bool:
    """Whether the next model is asked. The log is told: else the first could fail for ever unseen."""
    if not isinstance(error, ModelAPIError):
        return False
    log.warning("the model %s failed: %s (%s)", error.model_name, failed(error).kind, type(error).__name__)
    return True


def _opened(endpoint: Endpoint, settings: ModelSettings) -> Opened:
    key = endpoint.key.get_secret_value() if endpoint.key is not None else NO_KEY
    if endpoint.provider == "anthropic":
        return _anthropic(endpoint, key, settings)
    client = AsyncOpenAI(
        base_url=endpoint.base, api_key=key, max_retries=settings.retries, timeout=settings.timeout
    )
    return Opened(
        OpenAIChatModel(endpoint.model, provider=OpenAIProvider(openai_client=client)), (client.close,)
    )


def _anthropic(endpoint: Endpoint, key: str, settings: ModelSettings) -> Opened:
    client = AsyncAnthropic(
        base_url=endpoint.base, api_key=key, max_retries=settings.retries, timeout=settings.timeout
    )
    provider = AnthropicProvider(anthropic_client=client)
    return Opened(AnthropicModel(endpoint.model, provider=provider), (client.close,))
