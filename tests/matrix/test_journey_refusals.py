"""The refusals of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_refusals import *  # noqa: F403
