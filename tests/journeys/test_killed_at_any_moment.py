"""Killed at every commit of the road: nothing is lost, nobody is asked twice (R2, R4, R5)."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_whenever_it_dies_the_road_goes_on_to_its_end(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.journeys.mortal", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2_000:]
    report = json.loads(ended.stdout)
    assert report["complaints"] == {}
    assert report["commits"] > 40, "the road is long enough"
    assert report["killed"] > report["commits"], "and every death came"
