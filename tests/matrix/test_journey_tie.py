"""The ties of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_tie import *  # noqa: F403
