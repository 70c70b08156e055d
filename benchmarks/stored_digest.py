"""What a digest costs in the database: 50 answers to one case, among more and more other cases.

    python -m benchmarks.stored_digest ANSWERS [URL]

ANSWERS lends its texts. URL is an empty database (a new SQLite file unless given). Prints, for
each number of stored cases of ten answers, the processor time of reading and ranking the digest,
in milliseconds: it must not grow.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from adapters.stemming import FrenchStemmer
from bot.domain.answers import Answer, AnswerId
from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.people import Professional, ProfessionalId, Scope, Structure, StructureId
from bot.domain.texts import CleanText, fingerprint, mint
from bot.files.ranking import read_rows
from bot.ports import UnitOfWork
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.read_digest import read_digest
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.migrations import upgrade
from storage.unit_of_work import SqlUnitOfWorkFactory

STORED = (0, 500, 5000)
PEOPLE, ANSWERS, OF_OTHERS, REPEATS = 500, 50, 10, 9
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def clean(text: str) -> CleanText:
    """A text as its author confirmed it."""
    minted = mint(text, fingerprint(text))
    assert isinstance(minted, CleanText)
    return minted


def person(number: int) -> Professional:
    """A member of the network."""
    return Professional(
        id=ProfessionalId(f"p{number}"),
        display_name=f"p{number}",
        structure=Structure(StructureId(f"s{number}"), "Association", "association"),
        job="conseillère",
        departement="59",
        region="Hauts-de-France",
        scope=Scope.DEPARTEMENTAL,
        themes=("logement-hebergement",),
        bio="Logement, budget, droits.",
        joined_at=NOON - timedelta(days=400),
    )


def case(number: int) -> Case:
    """A case of the first person."""
    return Case(
        id=CaseId(f"c{number}"),
        asker_id=ProfessionalId("p0"),
        text=clean("Dette de loyer et assignation reçue, que faire avant l'audience ?"),
        themes=("logement-hebergement",),
        departement="59",
        state=CaseState.ANSWERED,
        confirmed_at=NOON,
        leaves_at=NOON,
        deadline_at=NOON + timedelta(days=3),
        policy_version=1,
        due_at=None,
    )


def store(uow: UnitOfWork, number: int, answers: int, texts: Iterator[str]) -> None:
    """A case and its answers, by as many people, half of them judged."""
    uow.cases.add(case(number))
    for place in range(answers):
        uow.answers.add(
            Answer(
                id=AnswerId(f"c{number}-{place}"),
                case_id=CaseId(f"c{number}"),
                author_id=ProfessionalId(f"p{1 + (number * answers + place) % (PEOPLE - 1)}"),
                solicitation_id=None,
                text=clean(next(texts)),
                given_at=NOON + timedelta(minutes=place),
                marked_useful=bool(place % 3) if number and place % 2 else None,
            )
        )


def processor_ms(unit_of_work: SqlUnitOfWorkFactory, matchmaking: Matchmaking) -> float:
    """Processor time of one digest, in milliseconds: the median of several."""
    times = []
    for _ in range(REPEATS):
        with unit_of_work() as uow:
            asked = uow.cases.get(CaseId("c0"))
            assert asked is not None
            started = time.process_time()
            read = read_digest(uow, asked, matchmaking)
            times.append(1000 * (time.process_time() - started))
            assert len(read.answers) == ANSWERS
    return round(statistics.median(times), 1)


def main() -> None:
    """Reads the arguments described above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path)
    parser.add_argument("url", nargs="?", help="a database of its own; SQLite by default")
    args = parser.parse_args()
    texts = cycle([row["text"] for row in read_rows(args.answers)])
    with tempfile.TemporaryDirectory() as folder:
        url = args.url or f"sqlite:///{folder}/digest.db"
        upgrade(url)
        engine = open_engine(url)
        unit_of_work = SqlUnitOfWorkFactory(engine, Cipher([Cipher.new_key()]))
        with unit_of_work() as uow:
            for number in range(PEOPLE):
                uow.professionals.add(person(number))
            store(uow, 0, ANSWERS, texts)
            uow.commit()
        matchmaking = Matchmaking(FrenchStemmer())
        kept, rows = 0, []
        print(f"{'other cases':>12}{'digest of 50 answers, ms':>28}")
        for wanted in STORED:
            with unit_of_work() as uow:
                for number in range(kept + 1, wanted + 1):
                    store(uow, number, OF_OTHERS, texts)
                uow.commit()
            kept = wanted
            rows.append({"cases": wanted, "ms": processor_ms(unit_of_work, matchmaking)})
            print(f"{wanted:12}{rows[-1]['ms']:28}")
        engine.dispose()
    print(json.dumps({"rows": rows}))


if __name__ == "__main__":
    main()
