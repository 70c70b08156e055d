"""Which member is meant, when several have like names: a choice for each."""

from bot.dialogue.actions import Action
from bot.dialogue.screens.view import View, say
from bot.domain.people import ProfessionalId
from bot.domain.screens import Block, Paragraph, Screen

SHOWN = 5


def among(view: View, action: Action, label: str, *meaning: Paragraph) -> Screen:
    """The members named in the details ``person0``, ``person1``..., of `found` in all."""
    members = [
        person
        for n in range(SHOWN)
        if (person := view.uow.professionals.get(ProfessionalId(view.detail(f"person{n}"))))
    ]
    rows = tuple(
        (
            view.choice(
                action,
                person.id,
                label,
                name=person.display_name,
                structure=person.structure.name,
            ),
        )
        for person in members
    )
    blocks: list[Block] = list(meaning)
    if (more := int(view.notice.details["found"]) - len(members)) > 0:
        blocks.append(say("more-names", people=more))
    return Screen(tuple(blocks), rows)
