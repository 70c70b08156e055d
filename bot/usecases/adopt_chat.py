"""A group place becomes a circle's chat: from now on it is asked as one, with its own limits."""

from dataclasses import replace

from bot.domain.circles import Circle
from bot.domain.people import Professional
from bot.domain.permissions import Right, may
from bot.domain.places import Place
from bot.domain.records import Act, AuditEntry
from bot.domain.verdicts import Allowed, Refused
from bot.ports import UnitOfWork
from bot.usecases.world import World


def adopt_chat(
    uow: UnitOfWork, world: World, person: Professional, place: Place, name: str
) -> Circle | Refused:
    """Tie the place to the circle of that name; without a name, to the only one they lead.

    A pilot may for their circles, a moderator for all. A circle has one chat: the former one is
    let go. A place has one circle: another one that had it loses it.
    """
    led = [circle for circle in uow.circles.all() if _leads(person, circle)]
    if not led:
        return Refused("not-your-role")
    wanted = name.strip().casefold()
    fitting = [circle for circle in led if not wanted or circle.name.casefold() == wanted]
    if len(fitting) != 1:
        return Refused("which-circle", details={"names": ", ".join(c.name for c in led)})
    former = uow.circles.of_chat(place.channel, place.address)
    if former is not None and former.id != fitting[0].id:
        uow.circles.update(replace(former, chat=None))
    adopted = replace(fitting[0], chat=place)
    uow.circles.update(adopted)
    details = {"channel": place.channel}
    uow.records.audit(AuditEntry(world.now, person.id, Act.ADOPT_CHAT, adopted.id, details))
    return adopted


def _leads(person: Professional, circle: Circle) -> bool:
    moderates = isinstance(may(person, Right.HOLD_CASES), Allowed)
    return moderates or person.id in circle.pilots
