"""Amounts of money in texts: ``{{order.total | money: "EUR"}}``, written as in the contact's language."""

from decimal import Decimal, InvalidOperation
from typing import Any

from liquid import RenderContext
from liquid.exceptions import FilterArgumentError
from liquid.filter import with_context

LOCALE = "~locale"
"""Where a rendering keeps its locale; no name of a template can be written so."""


@with_context
def money(value: Any, currency: Any = None, *, context: RenderContext) -> str:
    """Write an amount with its currency; raises FilterArgumentError for what is no amount or currency."""
    from babel.numbers import UnknownCurrencyError, format_currency, validate_currency

    try:
        validate_currency(str(currency))
        return format_currency(_amount(value), str(currency), locale=_locale(context))
    except UnknownCurrencyError as error:
        raise FilterArgumentError('money needs a currency, such as money: "EUR"', token=None) from error


def _amount(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise FilterArgumentError("money takes a number", token=None)
    try:
        found = Decimal(str(value))
    except InvalidOperation as error:
        raise FilterArgumentError("money takes a number, not text", token=None) from error
    if not found.is_finite() or abs(found) >= Decimal(10) ** 15:
        raise FilterArgumentError("money takes a number that is an amount", token=None)
    return found


def _locale(context: RenderContext) -> str:
    """Return the nearest locale that is known: ``de-AT`` may be ``de``, and everything else is English."""
    from babel import Locale, UnknownLocaleError

    wanted = str(context.globals.get(LOCALE, "en")).replace("-", "_")
    for name in (wanted, wanted.partition("_")[0]):
        try:
            return str(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"
