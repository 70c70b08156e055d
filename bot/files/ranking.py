"""`entraide match` and `entraide digest`: files of JSON lines in, JSON lines out."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from bot.domain.digest import AuthorFit, Opinion, build_digest
from bot.domain.lexical import Stem
from bot.domain.matching import Matcher, Need, Profile
from bot.domain.people import Scope

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """The objects of a JSON lines file.

    Raises
    ------
    ValueError
        On the first line that is not a JSON object: the file's name and the line's number.
    """
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{path.name}:{number}") from error
        if not isinstance(row, dict):
            raise ValueError(f"{path.name}:{number}")
        rows.append(row)
    return rows


def profile_of(row: Row) -> Profile:
    """A profile from one line of a pool file."""
    return Profile(
        id=row["id"],
        text=". ".join(row.get(key, "") for key in ("bio", "role", "structure")),
        themes=tuple(row.get("themes", ())),
        departement=str(row.get("departement") or ""),
        region=row.get("region") or "",
        scope=Scope(row.get("scope") or "local"),
        structure_kind=row.get("structure_type") or "autre",
        publics=tuple(row.get("publics", ())),
        languages=tuple(row.get("languages", ())),
    )


def matcher_of(pool: list[Row], stem: Stem) -> Matcher:
    """A matcher that knows everyone of a pool file."""
    matcher = Matcher(stem)
    for row in pool:
        matcher.add(profile_of(row))
    return matcher


def need_of(row: Row, themes: Literal["given", "inferred"]) -> Need:
    """A need from one line of a cases file; "inferred" reads nothing but what a phone gives."""
    return Need(
        text=row["text"],
        themes=tuple(row.get("themes", ())) if themes == "given" else (),
        departement=row.get("departement"),
        needs_anyone=row.get("scope_wanted") == "any",
    )


def match_lines(
    pool_file: Path,
    cases_file: Path,
    stem: Stem,
    themes: Literal["given", "inferred"] = "inferred",
) -> Iterator[str]:
    """For each case, everyone in order of expected usefulness, and the themes read in the text."""
    matcher = matcher_of(read_rows(pool_file), stem)
    for row in read_rows(cases_file):
        ranking = matcher.rank(need_of(row, themes), limit=len(matcher))
        yield json.dumps(
            {
                "id": row["id"],
                "ranking": [match.professional_id for match in ranking],
                "themes": list(matcher.propose_themes(row["text"])),
            },
            ensure_ascii=False,
        )


def digest_lines(
    answers_file: Path, cases_file: Path | None, pool_file: Path | None, stem: Stem
) -> Iterator[str]:
    """For each case, its answers, grouped when they say the same, best first."""
    cases = {row["id"]: row for row in read_rows(cases_file)} if cases_file else {}
    pool = read_rows(pool_file) if pool_file else []
    matcher = matcher_of(pool, stem)
    profiles = {row["id"]: profile_of(row) for row in pool}
    by_case: dict[str, list[Row]] = {}
    for row in read_rows(answers_file):
        by_case.setdefault(row["case"], []).append(row)
    for case_id, rows in by_case.items():
        case = cases.get(case_id)
        fits = _fits(matcher, profiles, case)
        digest = build_digest(case["text"] if case else None, opinions_of(rows, fits), stem)
        ranking = [list(group.answer_ids) for group in digest.groups]
        ranking += [[left.answer_id] for left in digest.left_out]
        yield json.dumps({"case": case_id, "ranking": ranking}, ensure_ascii=False)


def _fits(matcher: Matcher, profiles: dict[str, Profile], case: Row | None) -> dict[str, AuthorFit]:
    if case is None or not profiles:
        return {}
    return {
        match.professional_id: AuthorFit(relevance=match.score, level=match.level)
        for match in matcher.rank(need_of(case, "given"), limit=len(matcher))
    }


def opinions_of(rows: list[Row], fits: dict[str, AuthorFit]) -> list[Opinion]:
    """The answers of one case, from lines of an answers file; one a second, in their order."""
    return [
        Opinion(
            answer_id=row["id"],
            author_id=row["author"],
            text=row["text"],
            given_at=datetime.fromtimestamp(number, UTC),
            up=row.get("votes_up", 0),
            down=row.get("votes_down", 0),
            author=fits.get(row["author"]),
        )
        for number, row in enumerate(rows)
    ]
