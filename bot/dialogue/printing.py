"""``/imprimer``: pages to keep, for a file or for somebody without a screen."""

from bot.dialogue.turn import Turn
from bot.domain.cases import CaseId
from bot.domain.fiches import FicheId
from bot.domain.verdicts import Refused
from bot.usecases.find_fiches import may_read
from bot.usecases.join_case import reads_answers
from bot.usecases.read_digest import printable_cases


def on_print(turn: Turn, rest: str) -> None:
    """At once when one case has answers, else after choosing."""
    cases = printable_cases(turn.uow, turn.person)
    if not cases:
        turn.refuse(Refused("nothing-to-print"))
    elif len(cases) == 1:
        turn.say("case-sheet", cases[0].id)
    else:
        turn.say("choose-printed")


def tap_print(turn: Turn, case_id: str, argument: str) -> None:
    case = turn.uow.cases.get(CaseId(case_id))
    if case is None or not reads_answers(turn.uow, case, turn.person.id):
        turn.refuse(Refused("not-yours"))
    else:
        turn.say("case-sheet", case.id)


def tap_print_fiche(turn: Turn, fiche_id: str, argument: str) -> None:
    fiche = turn.uow.fiches.get(FicheId(fiche_id))
    if fiche is None or not may_read(fiche, turn.person):
        turn.refuse(Refused("case-forgotten"))
    else:
        turn.say("fiche-sheet", fiche.id)
