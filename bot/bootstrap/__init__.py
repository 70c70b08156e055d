"""The only place where parts are wired."""

from bot.bootstrap.core import Core, build_core
from bot.bootstrap.demo import build_demo
from bot.bootstrap.deployed import build
from bot.bootstrap.process import Bot
from bot.bootstrap.workers import Bell, workers

__all__ = ["Bell", "Bot", "Core", "build", "build_core", "build_demo", "workers"]
