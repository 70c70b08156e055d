"""The memory of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_memory import *  # noqa: F403
