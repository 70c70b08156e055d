"""The outcomes of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_outcome import *  # noqa: F403

del test_only_a_pilot_calls_a_committee  # noqa: F821 - nobody taps there what they were not shown
