"""Evidence as log-odds: independent pieces add up, and the sum becomes a probability."""

from math import exp


def probability(log_odds: float) -> float:
    """Return the probability, between 0 and 1, that log-odds stand for."""
    bounded = max(-30.0, min(30.0, log_odds))
    return 1.0 / (1.0 + exp(-bounded))
