"""England's bank holidays, which the `holidays` library knows.

Of its three hundred modules a few dates are wanted, and they would stay in memory for as long as the bot serves. So a
process of its own is asked for ten years at a time.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date
from functools import cache
from types import MappingProxyType

AT_ONCE = 10  # years
_ANSWER_WITHIN = 30.0  # seconds; it takes half of one
_ASKED = """
import json, sys
from holidays import country_holidays
found = country_holidays("GB", subdiv="ENG", years=range(int(sys.argv[1]), int(sys.argv[2])))
print(json.dumps([[day.isoformat(), name] for day, name in found.items()]))
"""


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """England's bank holidays of a year with their names, substitute days included."""
    known = _around(year // AT_ONCE * AT_ONCE)
    return MappingProxyType({day: name for day, name in known if day.year == year})


@cache
def _around(first: int) -> tuple[tuple[date, str], ...]:
    years = max(first, MINYEAR), min(first + AT_ONCE, MAXYEAR)
    command = [sys.executable, "-c", _ASKED, *map(str, years)]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=_ANSWER_WITHIN)  # noqa: S603 - our own words
    return tuple((date.fromisoformat(day), name) for day, name in json.loads(answer.stdout))
