"""The ``[agent.model]`` section: which language model answers, what it may do and what it may cost."""

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from bot.config.values import Label, Language, Seconds, Secret, Section, Title, Url

Provider = Literal["openai", "anthropic"]
BASES: Final[dict[Provider, str]] = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
}
"""Where each provider is reached when ``base_url`` is not set."""

ToolName = Annotated[str, StringConstraints(pattern=r"^[\w-]+__[\w.:/-]+$", max_length=200)]
"""``server__tool``, as workflows write it."""
Argument = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$", max_length=64)]
Variable = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]*$", max_length=128)]
"""A conversation's variable; dots lead into a table: ``auth.email``."""
Host = Annotated[str, StringConstraints(pattern=r"^[^\s/:@]+\.[^\s/:@]+$", to_lower=True)]


class Endpoint(Section):
    """One model at one provider. ``openai`` is every server that speaks its chat completions."""

    provider: Provider = "openai"
    model: Title
    base_url: Url | None = None
    key: Secret | None = None

    @property
    def base(self) -> str:
        """Where requests go."""
        return self.base_url or BASES[self.provider]


class Budgets(Section):
    """``[agent.model.budget]``: what may be spent; a spent budget hands the conversation to a person.

    Tokens are those of requests and answers together. Costs are in whatever currency the two prices are,
    which are for a million tokens; with a fallback, those of the dearer model. None sets no limit.
    """

    turn_tokens: int | None = Field(60_000, ge=1)
    conversation_tokens: int | None = Field(400_000, ge=1)
    day_tokens: int | None = Field(5_000_000, ge=1)
    conversation_cost: float | None = Field(None, gt=0, allow_inf_nan=False)
    day_cost: float | None = Field(None, gt=0, allow_inf_nan=False)
    input_price: float = Field(0.0, ge=0, allow_inf_nan=False)
    output_price: float = Field(0.0, ge=0, allow_inf_nan=False)


class ModelSettings(Endpoint):
    """``[agent.model]``.

    ``tools`` are the only tools of ``[tools]`` that the model may call; those in ``approve`` it can only
    propose to the reviewers of ``queue``. ``bind`` fills a tool's argument from a variable of the
    conversation and hides it from the model: an argument that says who the contact is must stand here.
    ``show`` names variables the model may read. ``links`` are hosts that answers may link to, with their
    subdomains, beside those of the pages that were read. ``stream`` shows answers as they are written, while
    they could be said as they stand. ``timeout`` is for one request to one model, ``help_timeout`` for
    operators' help.
    """

    fallback: Endpoint | None = None
    instructions: str = Field("", max_length=20_000)
    tools: tuple[ToolName, ...] = ()
    approve: tuple[ToolName, ...] = ()
    queue: Label | None = None
    stream: bool = False
    bind: dict[Argument, Variable] = Field(default_factory=dict)
    show: tuple[Variable, ...] = ()
    links: tuple[Host, ...] = ()
    passages: int = Field(4, ge=1, le=20)
    history: int = Field(40, ge=0, le=400)
    max_text: int = Field(8_000, ge=200, le=200_000)
    max_tokens: int = Field(1_500, ge=50, le=100_000)
    max_requests: int = Field(8, ge=1, le=50)
    max_calls: int = Field(12, ge=0, le=100)
    temperature: float | None = Field(None, ge=0, le=2, allow_inf_nan=False)
    retries: int = Field(1, ge=0, le=10)
    timeout: Seconds = Field(12.0, gt=0)
    help_timeout: Seconds = Field(10.0, gt=0)
    budget: Budgets = Budgets()


class Help(Section):
    """``[help]``: what the model does for operators. Without ``[agent.model]`` nothing of it is done.

    ``summaries`` are put on cards. ``drafts`` are written when an operator asks for one, and sent by nobody
    else. ``translate`` shows what contacts write in the operators' ``language``, and sends operators' replies
    in the contact's; the original is always kept beside it.
    """

    summaries: bool = True
    drafts: bool = True
    translate: bool = False
    language: Language | None = None
