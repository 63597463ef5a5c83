"""`make bench`, or `python -m tests.bench --rounds 5`: the bot and a bare Bolt app in turn, then the figures."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bot.sandbox import SandboxError, fetch
from tests.bench import (
    growth,
    load,
    partnerships,
    quoting,
    reading,
    searching,
    sweeping,
    understanding,
    writing,
)
from tests.bench.bots import ROOT, Bot, bare, ours
from tests.bench.measuring import Effort, Round, measure
from tests.bench.report import report


def main() -> int:
    """Measure and print; 1 with a sentence where there is no local Slack server."""
    asked = _arguments()
    effort = Effort(asked.commands, asked.at_once)
    try:
        mine, other = run(fetch(ROOT / ".sandbox", say=print), asked.rounds, effort)
    except SandboxError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\nMedians of {asked.rounds} rounds; load of the machine {os.getloadavg()[0]:.1f}.\n")
    for line in report(mine, other):
        print(line)
    print()
    growth.run()
    understanding.run()
    print()
    searching.run()
    print()
    quoting.run()
    print()
    sweeping.run()
    print()
    writing.run()
    print()
    reading.run()
    print()
    partnerships.run()
    print()
    load.run(fetch(ROOT / ".sandbox"), load.Effort())
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default: 3)")
    parser.add_argument("--commands", type=int, default=300, help="one by one in a round (default: 300)")
    parser.add_argument("--at-once", type=int, default=600, help="by 20 at once in a round (default: 600)")
    return parser.parse_args()


def run(binary: Path, rounds: int, effort: Effort) -> tuple[list[Round], list[Round]]:
    """The rounds of both, taken in turn, since a machine is never equally busy for long."""
    mine: list[Round] = []
    other: list[Round] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        pairs: tuple[tuple[Bot, list[Round]], ...] = ((ours(Path(folder)), mine), (bare(), other))
        for number in range(1, rounds + 1):
            for bot, figures in pairs:
                print(f"Round {number} of {rounds}: {bot.name}…", flush=True)
                figures.append(measure(bot, binary, effort))
    return mine, other


if __name__ == "__main__":
    sys.exit(main())
