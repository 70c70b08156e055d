"""What the network remembers, measured: twins found, search at scale, digests.

    python -m benchmarks.memory deflection FOLDER [FOLDER ...] [--json FILE]

Each folder holds ``cases_routing.jsonl`` and perhaps ``answers.jsonl``, in the format of `entraide
match` and `entraide digest`. Every case that repeats none (``same_as``) becomes a fiche, with its
best answer; then every case is asked again. A twin counts when the fiche of the case it repeats is
among the first three, and when it is near enough to be offered; a case without a twin that is
offered something was perhaps disturbed for nothing.

    python -m benchmarks.memory search [--fiches 100000] [--postgresql [URL]] [--json FILE]

Searches among made-up fiches: a few words, words with typing errors, whole cases. In a temporary
SQLite file, and in the given PostgreSQL database, which must be empty; without a URL, in a server
of its own.

    python -m benchmarks.memory digest [--cases 5000] [--json FILE]

A digest of 50 answers, alone and among stored cases.

Times are of processor: of this process, and of PostgreSQL's own where it runs on this machine. The
time that went by on the wall is beside them; other work on the machine counts in it.
"""

import argparse
import itertools
import json
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import insert, make_url
from sqlalchemy import text as text_of

from adapters.stemming import FrenchStemmer
from bot.domain.answers import Answer, AnswerId
from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.fiches import (
    BESIDE,
    NEAR,
    OFFERED,
    Fiche,
    FicheId,
    FicheState,
    Question,
    likenesses,
    search_terms,
)
from bot.domain.people import Professional, ProfessionalId, Scope, Structure, StructureId
from bot.domain.texts import CleanText
from bot.domain.vocabulary import concepts
from bot.files.ranking import read_rows
from bot.ports import UnitOfWork, UnitOfWorkFactory
from bot.usecases.find_fiches import COMPARED, nearest_fiches, search_fiches
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.read_digest import read_digest
from storage.cipher import Cipher
from storage.engine import open_engine
from storage.fiches import KEEP, columns_of
from storage.migrations import upgrade
from storage.tables import fiche_terms, fiches
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.fakes.postgres import administer, own_postgres

NOW = datetime(2026, 11, 30, 10, tzinfo=UTC)
STEM = FrenchStemmer()
ASKER = ProfessionalId("asker")
ROUNDS = 30
OWN = "own"
"""Instead of a URL: a server of its own."""
MAKE_UP = 20_000
"""Words of the vocabulary that made-up fiches draw from, beside those of the real cases."""

SYLLABLES = "ba ce di fo gu la me ni po ra se ti vou chan tron ment tion bleau rier gnac".split()

Row = dict[str, Any]


def person(name: str) -> Professional:
    return Professional(
        id=ProfessionalId(name),
        display_name=name,
        structure=Structure(StructureId(f"s-{name}"), "Maison", "association"),
        job="conseillère",
        departement="59",
        region="Hauts-de-France",
        scope=Scope.DEPARTEMENTAL,
        themes=("logement-hebergement",),
        bio="Déménagement, FSL, garanties de loyer.",
    )


def fiche(name: str, text: str, departement: str | None) -> Fiche:
    return Fiche(
        id=FicheId(name),
        case_id=None,
        author_id=ASKER,
        text=CleanText(text),
        themes=(),
        departement=departement,
        state=FicheState.PUBLISHED,
        proposed_at=NOW,
        published_at=NOW,
        review_at=NOW + timedelta(days=365),
    )


@contextmanager
def database(url: str | None = None) -> Iterator[tuple[UnitOfWorkFactory, str]]:
    """A migrated database, gone afterwards unless a URL was given."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = url or f"sqlite:///{Path(folder) / 'memory.db'}"
        upgrade(chosen)
        engine = open_engine(chosen)
        unit_of_work = SqlUnitOfWorkFactory(engine, Cipher([Cipher.new_key()]))
        with unit_of_work() as uow:
            if uow.professionals.get(ASKER) is None:
                uow.professionals.add(person(ASKER))
            uow.commit()
        try:
            yield unit_of_work, chosen
        finally:
            engine.dispose()


# Deflection


def read_folder(folder: Path) -> tuple[list[Row], dict[str, str]]:
    """Its cases, and the best answer to each."""
    cases = list(read_rows(folder / "cases_routing.jsonl"))
    answers = folder / "answers.jsonl"
    rows = list(read_rows(answers)) if answers.exists() else []
    rows.sort(key=lambda row: row["usefulness"])
    return cases, {row["case"]: row["text"] for row in rows}


def deflection(folders: Sequence[Path]) -> list[Row]:
    """One line a folder."""
    found: list[Row] = []
    for folder in folders:
        cases, best = read_folder(folder)
        with database() as (unit_of_work, _), unit_of_work() as uow:
            for case in cases:
                if not case.get("same_as"):
                    text = f"{case['text']}\n\n{best.get(case['id'], '')}".strip()
                    kept = fiche(case["id"], text, case.get("departement"))
                    uow.fiches.add(kept, search_terms(text, STEM))
            found.append({"folder": folder.name, **asked_again(uow, cases)})
    return found


def asked_again(uow: UnitOfWork, cases: Sequence[Row]) -> Row:
    twins = [case for case in cases if case.get("same_as")]
    first, among, offered, disturbed = 0, 0, 0, 0
    for case in cases:
        # A case is not offered its own fiche: it is asked as if it had never been.
        scored = [(score, kept.id) for score, kept in ranking(uow, case) if kept.id != case["id"]]
        ranked = [kept for _, kept in scored]
        shown = [kept for score, kept in scored if score >= max(NEAR, BESIDE * scored[0][0])]
        if twin := case.get("same_as"):
            first += ranked[:1] == [twin]
            among += twin in ranked[:OFFERED]
            offered += twin in shown[:OFFERED]
        else:
            disturbed += bool(shown)
    return {
        "twins": len(twins),
        "first": first,
        "among_3": among,
        "offered": offered,
        "others": len(cases) - len(twins),
        "others_offered": disturbed,
    }


def ranking(uow: UnitOfWork, case: Row) -> list[tuple[float, Fiche]]:
    """Every fiche that shares something, the nearest first, near enough or not."""
    terms = search_terms(case["text"], STEM)
    asked = Question(
        terms, case.get("departement"), uow.fiches.holders(terms), uow.fiches.findable()
    )
    found = uow.fiches.search(terms, COMPARED)
    return likenesses(asked, [(one, held, one.departement) for one, held in found])


# Search


def made_up(count: int, seed: int = 7) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Texts of some 80 words with their terms: the trade's notions, and rare words (Zipf).

    The terms are those of `search_terms`, found word by word and form by form, once each.
    """
    chance = random.Random(seed)
    forms = [form.replace("_", " ") for concept in concepts() for form in concept.forms]
    rare = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(MAKE_UP)]
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(MAKE_UP)))
    terms = cache(lambda piece: search_terms(piece, STEM))
    for _ in range(count):
        pieces = chance.choices(rare, cum_weights=weights, k=60) + chance.choices(forms, k=7)
        chance.shuffle(pieces)
        yield " ".join(pieces), tuple(dict.fromkeys(t for piece in pieces for t in terms(piece)))


def filled(unit_of_work: UnitOfWorkFactory, url: str, count: int) -> list[str]:
    """Keep made-up fiches, as `SqlFiches.update` would one by one; a few of their texts."""
    kept: list[str] = []
    held: Counter[str] = Counter()
    engine = open_engine(url)
    made = made_up(count)
    for start in range(0, count, 5_000):
        some = list(itertools.islice(made, 5_000))
        rows = [
            (fiche(f"f{number:06}", text, "59"), terms)
            for number, (text, terms) in enumerate(some, start)
        ]
        for _, terms in rows:
            held.update(terms)
        with engine.begin() as connection:
            connection.execute(insert(fiches), [columns_of(one) for one, _ in rows])
            searched = [{"id": one.id, "terms": " ".join(terms)} for one, terms in rows]
            connection.execute(KEEP[engine.dialect.name], searched)
        kept += [text for text, _ in some[:: max(1, count // ROUNDS // 5)]]
    with engine.begin() as connection:
        counted = [{"term": term, "fiches": n} for term, n in held.items()]
        connection.execute(insert(fiche_terms), counted)
        if engine.dialect.name == "postgresql":
            connection.execute(text_of("ANALYZE"))
    engine.dispose()
    return kept[:ROUNDS]


def mistyped(word: str, chance: random.Random) -> str:
    """Two letters of the middle, swapped."""
    at = chance.randint(1, max(1, len(word) - 3))
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def search(count: int, postgresql: str | None) -> list[Row]:
    """One line a kind of search and database."""
    found = [{"database": "sqlite", **row} for row in searched(count, None)]
    if postgresql == OWN:
        with own_postgres() as server:
            administer(server, "CREATE DATABASE memory")
            url = server.set(database="memory").render_as_string(hide_password=False)
            found += [{"database": "postgresql", **row} for row in searched(count, url)]
    elif postgresql:
        found += [{"database": "postgresql", **row} for row in searched(count, postgresql)]
    return found


def searched(count: int, url: str | None) -> list[Row]:
    with database(url) as (unit_of_work, address):
        texts = filled(unit_of_work, address, count)
        name = make_url(address).database or ""
        return [{"fiches": count, **row} for row in timed(unit_of_work, texts, name)]


def server_seconds(database: str) -> float:
    """Processor time of the PostgreSQL processes of this machine that serve a database."""
    spent = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            if f" {database} " in (process / "cmdline").read_text(errors="replace"):
                spent += int((process / "schedstat").read_text().split()[0])
    return spent / 1e9


def timed(unit_of_work: UnitOfWorkFactory, texts: Sequence[str], database: str) -> Iterator[Row]:
    chance = random.Random(3)
    few = [" ".join(text.split()[10:13]) for text in texts]
    wrong = [" ".join(mistyped(word, chance) for word in words.split()) for words in few]
    asks: dict[str, Callable[[UnitOfWork, str], Any]] = {
        "three words": lambda uow, text: search_fiches(uow, text, STEM),
        "three words, mistyped": lambda uow, text: search_fiches(uow, text, STEM),
        "a whole case": lambda uow, text: nearest_fiches(uow, text, "59", STEM),
    }
    for (what, ask), queries in zip(asks.items(), (few, wrong, texts), strict=True):
        times, walls, hits, served = [], [], 0, server_seconds(database)
        for query, text in zip(queries, texts, strict=True):
            with unit_of_work() as uow:
                before, began = time.process_time(), time.perf_counter()
                answer = ask(uow, query)
                times.append(time.process_time() - before)
                walls.append(time.perf_counter() - began)
            hits += any(one.text.value == text for one in answer)
        yield {
            "search": what,
            "cpu_ms": round(1000 * statistics.median(times), 1),
            "cpu_ms_p95": round(1000 * sorted(times)[int(0.95 * len(times))], 1),
            "server_ms": round(1000 * (server_seconds(database) - served) / len(texts), 1),
            "wall_ms": round(1000 * statistics.median(walls), 1),
            "found_among_3": f"{hits} of {len(texts)}",
        }


# Digest

SAID = (
    "Le FSL du Rhône prend le relais, l’aide est portable : demandez-la avec le bail signé.",
    "La CAF verse une prime de déménagement à partir de trois enfants, dans les six mois.",
    "Ce n’est pas possible : l’aide du FSL n’est pas portable d’un département à l’autre.",
    "Action Logement paie jusqu’à 3 500 euros : appelez le service social interbailleurs.",
    "Je ne sais pas, désolée.",
)


def digest(stored: int) -> list[Row]:
    with database() as (unit_of_work, _):
        with unit_of_work() as uow:
            helpers = [person(f"h{number}") for number in range(50)]
            for helper in helpers:
                uow.professionals.add(helper)
            case = keep_case(uow, "big", helpers)
            uow.commit()
        alone = digest_time(unit_of_work, case)
        for start in range(0, stored, 500):
            with unit_of_work() as uow:
                for number in range(start, min(stored, start + 500)):
                    keep_case(uow, f"c{number}", helpers[:5])
                uow.commit()
        among = digest_time(unit_of_work, case)
    return [
        {"stored_cases": 1, "answers": 50, **alone},
        {"stored_cases": stored + 1, "answers": 50, **among},
    ]


def keep_case(uow: UnitOfWork, name: str, helpers: Sequence[Professional]) -> Case:
    chance = random.Random(name)
    case = Case(
        id=CaseId(name),
        asker_id=ASKER,
        text=CleanText("Qui peut payer le déménagement de Lille à Lyon ? Le FSL a refusé."),
        themes=("logement-hebergement",),
        departement="59",
        state=CaseState.ANSWERED,
        confirmed_at=NOW,
        leaves_at=NOW,
        deadline_at=NOW,
        policy_version=1,
        due_at=None,
        closed_at=NOW,
    )
    uow.cases.add(case)
    for number, helper in enumerate(helpers):
        said = f"{chance.choice(SAID)} Comptez {chance.randint(2, 9)} semaines."
        answer = Answer(
            AnswerId(f"{name}-{number}"), case.id, helper.id, None, CleanText(said), NOW
        )
        uow.answers.add(replace(answer, marked_useful=None if name == "big" else number == 0))
    return case


def digest_time(unit_of_work: UnitOfWorkFactory, case: Case) -> Row:
    matchmaking = Matchmaking(STEM)
    times = []
    for _ in range(6):
        with unit_of_work() as uow:
            before = time.process_time()
            read_digest(uow, case, matchmaking)
            times.append(time.process_time() - before)
    first, *others = times
    return {
        "first_cpu_ms": round(1000 * first, 1),
        "cpu_ms": round(1000 * statistics.median(others), 1),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    kinds = options.add_subparsers(dest="kind", required=True)
    deflected = kinds.add_parser("deflection")
    deflected.add_argument("folders", nargs="+", type=Path)
    looked_for = kinds.add_parser("search")
    looked_for.add_argument("--fiches", type=int, default=100_000)
    looked_for.add_argument("--postgresql", nargs="?", const=OWN)
    digested = kinds.add_parser("digest")
    digested.add_argument("--cases", type=int, default=5_000)
    for kind in (deflected, looked_for, digested):
        kind.add_argument("--json", type=Path)
    chosen = options.parse_args()
    match chosen.kind:
        case "deflection":
            rows = deflection(chosen.folders)
        case "search":
            rows = search(chosen.fiches, chosen.postgresql)
        case _:
            rows = digest(chosen.cases)
    table = Table(*rows[0])
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    Console(width=140).print(table)
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
