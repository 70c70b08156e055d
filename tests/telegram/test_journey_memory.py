"""The memory of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_memory import *  # noqa: F403

del test_only_a_pilot_publishes  # noqa: F821 - nobody taps there what they were not shown
