"""The memory of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_memory import *  # noqa: F403
