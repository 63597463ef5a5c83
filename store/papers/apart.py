"""Reading a file in a process of its own: it may take a while and much memory, and the bot goes on answering.

The child is this module run as a program. It gets the file on its standard input and gives the paper back on its
standard output, or the sentence that says why there is none; on standard error it tells how far it is.
"""

import resource
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

from store.errors import Invalid
from store.papers.inbox import packed, unpacked
from store.papers.limits import MEGABYTE, Limits, Tell
from store.papers.paper import Paper

_REFUSED = 3  # the exit code that goes with a sentence
_MEMORY = 1_000 * MEGABYTE  # of addresses, of which a third is in use at the most
_SECONDS = 300
_AT_LEAST = 5  # pages between two times that it is told how far it is


def read_apart(content: bytes, name: str, limits: Limits, tell: Tell) -> Paper:
    """The paper in a file. Raises Invalid with one sentence when there is none in it, or it takes too much."""
    given = msgspec.json.encode((name, limits)).decode()
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, and no shell
        [sys.executable, "-m", "store.papers.apart", given],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    progress = threading.Thread(target=_listen, args=(child, tell), daemon=True)
    progress.start()
    stopping = threading.Timer(_SECONDS, child.kill)
    stopping.start()
    try:
        answer = _exchange(child, content)
    finally:
        stopping.cancel()
        child.kill()
        child.wait()
        progress.join()
    if child.returncode == _REFUSED:
        raise Invalid(answer.decode())
    if child.returncode != 0:
        raise Invalid(
            f"{name} takes more time or memory to read than any paper should, so I stopped. Nothing was read. Save it anew, or"
            " send me a part of it."
        )
    return unpacked(answer)


def _exchange(child: "subprocess.Popen[bytes]", content: bytes) -> bytes:
    assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - both are pipes
    try:
        child.stdin.write(content)
        child.stdin.close()
    except BrokenPipeError:
        pass  # it has stopped already, and says why
    answer = child.stdout.read()
    child.stdout.close()
    child.wait()
    return answer


def _listen(child: "subprocess.Popen[bytes]", tell: Tell) -> None:
    assert child.stderr is not None  # noqa: S101 - it is a pipe
    with child.stderr:
        for line in child.stderr:
            words = line.split()
            if len(words) == 3 and words[0] == b"page" and words[1].isdigit() and words[2].isdigit():
                tell(int(words[1]), int(words[2]))


def main(given: str) -> int:
    """The child: read the file on standard input."""
    from store.papers.files import read_content  # noqa: PLC0415 - the parent needs none of the readers

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    name, limits = msgspec.json.decode(given, type=tuple[str, Limits])
    try:
        answer = packed(read_content(sys.stdin.buffer.read(), name, limits, _tell))
    except Invalid as refusal:
        sys.stdout.buffer.write(str(refusal).encode())
        return _REFUSED
    sys.stdout.buffer.write(answer)
    return 0


def _tell(page: int, pages: int) -> None:
    if page % _AT_LEAST == 0:
        print("page", page, pages, file=sys.stderr, flush=True)  # noqa: T201 - that is how it is told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
