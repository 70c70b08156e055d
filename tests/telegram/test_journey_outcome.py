"""The outcomes of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_outcome import *  # noqa: F403
