"""The pages of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_printing import *  # noqa: F403

del test_nobody_else_prints_a_case  # noqa: F821 - nobody taps there what they were not shown
