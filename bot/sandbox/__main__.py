"""`python -m bot.sandbox [FOLDER]`: fetch the local Slack server ahead of its first use (default `.sandbox`)."""

import sys
from pathlib import Path

from bot.sandbox.download import fetch
from bot.sandbox.errors import SandboxError


def main(arguments: list[str]) -> int:
    """Fetch, and say where it is; 1 with a sentence when it cannot be had."""
    folder = Path(arguments[0] if arguments else ".sandbox")
    try:
        binary = fetch(folder, say=_print)
    except SandboxError as error:
        _print(str(error))
        return 1
    _print(f"The local Slack server is at {binary}.")
    return 0


def _print(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
