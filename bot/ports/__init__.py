"""Every protocol between the parts. What each promises is held by one contract suite."""

from bot.ports.cases import Answers, Cases, Drafts, Fiches, Solicitations
from bot.ports.channel import Channel, Intake, Ring, Worker
from bot.ports.people import Accounts, Circles, Professionals
from bot.ports.present import Chance, Clock, Holidays
from bot.ports.queues import Inbox, Outbox, StoredInbound
from bot.ports.records import Cursors, Forgetting, Policies, Records
from bot.ports.unit_of_work import ConcurrentChange, UnitOfWork, UnitOfWorkFactory, Unstorable
from bot.ports.words import Illustrator, Screener, Stemmer, Texts

__all__ = [
    "Accounts",
    "Answers",
    "Cases",
    "Chance",
    "Channel",
    "Circles",
    "Clock",
    "ConcurrentChange",
    "Cursors",
    "Drafts",
    "Fiches",
    "Forgetting",
    "Holidays",
    "Illustrator",
    "Inbox",
    "Intake",
    "Outbox",
    "Policies",
    "Professionals",
    "Records",
    "Ring",
    "Screener",
    "Solicitations",
    "Stemmer",
    "StoredInbound",
    "Texts",
    "UnitOfWork",
    "UnitOfWorkFactory",
    "Unstorable",
    "Worker",
]
