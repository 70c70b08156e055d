"""The ties of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_tie import *  # noqa: F403

del test_nobody_else_may_accept  # noqa: F821 - nobody taps there what they were not shown
