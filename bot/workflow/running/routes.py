"""The ways on which a code reaches somebody: which the settings have, and what each takes as an address."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.config.model import Settings
from bot.workflow.language.nodes import AuthGateData
from bot.workflow.running.addresses import email_in, phone_in
from bot.workflow.running.courier import Courier
from bot.workflow.running.mail import ByMail, mailer
from bot.workflow.running.quota import Limits
from bot.workflow.running.sms import Gateway

Find = Callable[[str], str | None]
"""Returns the address in a text, in its one spelling."""


@dataclass(frozen=True, slots=True)
class Route:
    """``kind`` is what is counted together."""

    kind: str
    find: Find
    courier: Courier
    limits: Limits = Limits()


def route(settings: Settings, data: AuthGateData) -> Route | None:
    """Return the way to a gate's kind of address; None where the settings have none."""
    return _sms(settings) if data.contact_type == "phone" else _mail(settings, data.provider)


def _mail(settings: Settings, provider: str) -> Route | None:
    found, limits = mailer(settings, provider), settings.mail
    if found is None:
        return None
    most = Limits(limits.per_hour, limits.per_day, limits.all_per_hour)
    return Route("mail", email_in, ByMail(*found), most)


def _sms(settings: Settings) -> Route | None:
    sms = settings.sms
    if sms is None:
        return None
    find = partial(phone_in, countries=sms.countries)
    return Route("sms", find, Gateway(sms), Limits(sms.per_hour, sms.per_day, sms.all_per_hour))
