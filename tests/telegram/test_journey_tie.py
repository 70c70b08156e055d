"""The ties of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_tie import *  # noqa: F403
