"""The circles of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_circles import *  # noqa: F403
