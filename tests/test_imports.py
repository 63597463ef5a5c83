"""Importing a module does nothing: no settings, files, connections, processes, threads, or words."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

# Run with an empty environment in an empty folder. An audit hook hears what Python itself is asked to do.
IMPORT_ALL = """
import json, pkgutil, sys, threading
from importlib import import_module

sys.path.insert(0, sys.argv[1])
done = []

def hear(event, arguments):
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        done.append(f"opens {arguments[0]} to write")
    elif event in ("socket.connect", "socket.bind", "sqlite3.connect", "subprocess.Popen", "os.system", "os.mkdir"):
        done.append(event)

names = []
for name in ("bot", "handlers", "scheduler", "store"):
    package = import_module(name)
    names.append(name)
    names += [found.name for found in pkgutil.walk_packages(package.__path__, f"{name}.")]
names = [name for name in names if not name.startswith("store.migrations") and not name.endswith("__main__")]
sys.addaudithook(hear)
for name in names:
    import_module(name)
print(json.dumps({"names": names, "done": done, "threads": threading.active_count()}))
"""


def test_every_module_is_imported_with_an_empty_environment_and_does_nothing(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-B", "-c", IMPORT_ALL, ROOT],
        cwd=tmp_path,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (told.returncode, told.stderr) == (0, "")
    heard = json.loads(told.stdout)
    assert (heard["done"], heard["threads"]) == ([], 1)
    assert {"bot.main", "handlers.door", "scheduler.sweep", "store.books"} <= set(heard["names"])
    assert list(tmp_path.iterdir()) == []
