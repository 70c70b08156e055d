"""Which member is meant, when several have like names: a choice for each."""

from bot.dialogue.actions import Action
from bot.dialogue.listing import those_listed
from bot.dialogue.screens.view import View, say
from bot.domain.people import ProfessionalId
from bot.domain.screens import Block, Paragraph, Screen


def among(view: View, action: Action, label: str, *meaning: Paragraph) -> Screen:
    """The members that `namesakes` listed, each with a choice, and how many more there are."""
    ids = those_listed("person", view.notice.details)
    found = (view.uow.professionals.get(ProfessionalId(one)) for one in ids)
    members = [person for person in found if person is not None]
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
