"""The memory of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_memory import *  # noqa: F403

del test_only_a_pilot_publishes  # noqa: F821 - a number chooses what is shown there
