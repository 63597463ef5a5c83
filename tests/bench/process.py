"""What the kernel knows of a running process. Linux only, like the local Slack server."""

import os
from pathlib import Path


def processor_seconds(pid: int) -> float:
    """What the process has used of the processor so far, its own time and the kernel's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(pid: int) -> float:
    """RSS: all its pages in memory, those it shares with others counted whole."""
    return _kib(Path(f"/proc/{pid}/status"), "VmRSS:") / 1024


def proportional_mib(pid: int) -> float:
    """PSS: a page shared by several processes counts for each in part."""
    return _kib(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") / 1024


def _kib(file: Path, name: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))
