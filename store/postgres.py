"""How PostgreSQL is opened: over a network, behind a pooler or on one of several hosts, any of which may go away.

A pooler in transaction mode gives what a connection keeps between two transactions to somebody else, so nothing is kept:
no session settings, no locks but those of a transaction, and behind one no prepared statements, which otherwise save half
of the time of an answer.
"""

import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import InvalidatePoolError

CONNECTIONS = 15
"""At most so many for each process, unless the address says otherwise."""
KEPT = 5  # of them are kept open while nobody wants them
WAIT = 2  # seconds for one to become free: Slack waits three
IDLE = 1.0  # seconds after which a connection is asked whether it is still there before it is used
_OURS = "connections"  # in the address: how many; all else there is libpq's
# A host that vanishes without a word is noticed within half a minute, not after the two hours of the system's default.
_NETWORK = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
}
# Nothing that has been sent in a transaction stands: the server or the pooler is going, gone, not there yet, or only
# reads by now (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_GONE = ("08", "57P", "58")
_ONLY_READS = "25006"


def open_postgres(url: URL) -> Engine:
    """An engine that notices when the server has gone, and finds the one that is there."""
    most = _most(url.query)
    engine = create_engine(
        url.set(drivername="postgresql+psycopg").difference_update_query([_OURS]),
        hide_parameters=True,
        pool_size=min(KEPT, most),
        max_overflow=most - min(KEPT, most),
        pool_timeout=WAIT,
        connect_args=_unsaid(url),
    )
    event.listen(engine, "connect", _behind_a_pooler)
    event.listen(engine, "checkin", _used)
    event.listen(engine, "checkout", _still_there)
    event.listen(engine, "handle_error", _notice_that_it_is_gone)
    return engine


def of_several_hosts(address: str) -> str:
    """An address as libpq has it ("host-a:5432,host-b:5432") as SQLAlchemy wants it: each host in the query."""
    scheme, there, rest = address.partition("://")
    where, slash, path = rest.partition("/")
    who, at, hosts = where.rpartition("@")
    if "," not in hosts:
        return address
    named = "&".join(f"host={host}" for host in hosts.split(","))
    return f"{scheme}{there}{who}{at}{slash}{path}{'&' if '?' in path else '?'}{named}"


def _most(query: Mapping[str, Any]) -> int:
    said = str(query.get(_OURS, CONNECTIONS))
    return max(1, int(said)) if said.isdigit() else CONNECTIONS


def _unsaid(url: URL) -> dict[str, str]:
    return {name: value for name, value in _NETWORK.items() if name not in url.query}


def _behind_a_pooler(connection: Any, record: Any) -> None:
    """A pooler tells a process number of its own making, since no one process of the server is behind it."""
    told = connection.info.backend_pid
    if _outside_transactions(connection, "SELECT pg_backend_pid()") != told:
        connection.prepare_threshold = None
    _used(connection, record)


def _outside_transactions(connection: Any, statement: str) -> Any:
    """What a statement finds that neither begins a transaction nor is one of any."""
    before, connection.autocommit = connection.autocommit, True
    with connection.cursor() as cursor:
        found = cursor.execute(statement).fetchone()
    connection.autocommit = before
    return found[0]


def _used(_connection: Any, record: Any) -> None:
    record.info["used"] = time.monotonic()


def _still_there(connection: Any, record: Any, _proxy: Any) -> None:
    """Ask, when it has not been used for a moment; asking each time would cost a third of an answer.

    When one is gone they all are, since they went to the same server. The pool then makes a new one.
    """
    if time.monotonic() - record.info.get("used", 0.0) < IDLE:
        return
    try:
        _outside_transactions(connection, "SELECT 1")
    except connection.Error as error:
        raise InvalidatePoolError from error


def _notice_that_it_is_gone(context: Any) -> None:
    """SQLAlchemy knows that of a broken connection; one that a pooler holds, or that only reads by now, looks whole."""
    state = getattr(context.original_exception, "sqlstate", None) or ""
    if context.connection is not None and (state.startswith(_GONE) or state == _ONLY_READS):
        context.is_disconnect = True


def is_away(error: Any) -> bool:
    """Whether the server could not be reached or has let go of the connection, so that another attempt may find it."""
    original = error.orig
    if type(original).__module__.partition(".")[0] != "psycopg":
        return False
    state = getattr(original, "sqlstate", None)
    unreachable = state is None and type(original).__name__ == "OperationalError"
    return error.connection_invalidated or unreachable or str(state).startswith(_GONE)
