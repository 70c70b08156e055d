"""Whoever helped with a case is found again for the next one like it."""

from datetime import timedelta

from tests.journeys.theatre import Theatre, professional

COLLEAGUES = [f"p{number}" for number in range(9)]


async def test_who_unblocked_a_case_is_the_first_asked_about_one_like_it() -> None:
    theatre = Theatre()
    theatre.cast(professional("claire"), professional("zoe"), *map(professional, COLLEAGUES))
    helper = (await _asked(theatre, "claire", "Visale refuse la caution d’un apprenti mineur."))[-1]
    await theatre.taps(helper, "choice-answer")
    await theatre.says(helper, "Pour un mineur, Visale passe avec un garant co-signataire.")
    await theatre.taps(helper, "choice-send")
    await theatre.taps("claire", "choice-this-unblocks")
    await theatre.passes(timedelta(days=15), step=timedelta(hours=12))
    asked = await _asked(theatre, "zoe", "Caution Visale refusée, apprentie mineure : que faire ?")
    assert asked[0] == helper


async def _asked(theatre: Theatre, who: str, text: str) -> list[str]:
    """Colleagues solicited for a new case, in the order of the wave."""
    before = len(theatre.channel.sent)
    await theatre.says(who, text)
    await theatre.taps(who, "choice-review")
    await theatre.taps(who, "choice-send")
    await theatre.passes(timedelta(minutes=3))
    return [m.place.address for m in theatre.channel.sent[before:] if m.protected]


async def test_who_never_answers_is_asked_less_and_less() -> None:
    theatre = Theatre()
    silent, kind = COLLEAGUES[0], COLLEAGUES[1:]
    theatre.cast(professional("claire"), *map(professional, COLLEAGUES))
    asked = 0
    for week in range(6):
        asked += silent in await _asked(theatre, "claire", f"Un dépôt de garantie, cas n{week}.")
        for name in kind:
            if theatre.offered(name)[:1] == ["choice-answer"]:
                await theatre.taps(name, "choice-answer")
                await theatre.says(name, f"Le FSL avance le dépôt de garantie, dossier {week}.")
                await theatre.taps(name, "choice-send")
        await theatre.taps("claire", "choice-this-unblocks")
        await theatre.passes(timedelta(days=8), step=timedelta(hours=12))
    worth = {
        name: theatre.core.rounds.matchmaking.experience.chance(
            professional(name).id, ("logement-hebergement",), 0.5, 0.0
        ).useful_answer
        for name in COLLEAGUES
    }
    assert asked < 6
    assert min(worth, key=worth.__getitem__) == silent
