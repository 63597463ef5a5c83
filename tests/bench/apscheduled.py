"""APScheduler's own `SQLAlchemyJobStore` with one job for each reminder, as its documentation has it.

Jobs that an application plans are added at every start under an id of their own with `replace_existing`:
https://apscheduler.readthedocs.io/en/3.x/userguide.html#adding-jobs
"""

import pickle
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler
from sqlalchemy import Engine, insert

LATER = datetime.now(UTC).replace(microsecond=0) + timedelta(days=300)
FIRED: list[str] = []


class ByHand(BaseScheduler):  # type: ignore[misc]  # APScheduler has no types
    """APScheduler without its thread: it looks for what is due when it is told to, and runs it in its own pool."""

    def wakeup(self) -> None:
        """Nobody sleeps."""

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)

    def sweep(self) -> None:
        """What the thread of the others does when it wakes up."""
        self._process_jobs()


def fire(key: str) -> None:
    """The job of APScheduler, which finds it by its name."""
    FIRED.append(key)


@dataclass
class Jobs:
    """So many of them in a database."""

    engine: Engine
    count: int

    def fill(self) -> None:
        """Write the jobs as APScheduler writes them, only all at once."""
        store = SQLAlchemyJobStore(engine=self.engine)
        scheduler = _started(store)
        job = _add(scheduler, 0)
        rows = []
        for number in range(1, self.count):
            job._modify(args=(_id(number),))
            state = {**job.__getstate__(), "id": _id(number)}
            pickled = pickle.dumps(state, store.pickle_protocol)
            rows.append({"id": _id(number), "next_run_time": LATER.timestamp(), "job_state": pickled})
        with self.engine.begin() as connection:
            connection.execute(insert(store.jobs_t), rows)
        scheduler.shutdown()

    def start(self, added: int) -> float:
        """Seconds that a process needs to start and to add so many of its jobs, which are there from its last run."""
        began = time.perf_counter()
        scheduler = _started(SQLAlchemyJobStore(engine=self.engine))
        for number in range(added):
            _add(scheduler, number)
        took = time.perf_counter() - began
        scheduler.shutdown()
        return took

    def sweep(self, due: int) -> tuple[float, int]:
        """Seconds until so many due jobs have been run, and how many were."""
        FIRED.clear()
        scheduler = _started(SQLAlchemyJobStore(engine=self.engine))
        for number in range(due):
            scheduler.modify_job(_id(number), next_run_time=datetime.now(UTC) - timedelta(seconds=1))
        began = time.perf_counter()
        scheduler.sweep()
        while len(FIRED) < due:
            time.sleep(0.0002)
        took = time.perf_counter() - began
        scheduler.shutdown()
        self._again(due)
        return took, len(FIRED)

    def _again(self, ran: int) -> None:
        """A job that has run is deleted; the next sweep is to find as many as before."""
        self.start(ran)


def _id(number: int) -> str:
    return f"deadline:{number}:14:2026-06-02"


def _started(store: SQLAlchemyJobStore) -> ByHand:
    scheduler = ByHand(jobstores={"default": store}, timezone=UTC)
    scheduler.start()
    return scheduler


def _add(scheduler: ByHand, number: int) -> Job:
    return scheduler.add_job(
        "tests.bench.apscheduled:fire",
        "date",
        run_date=LATER,
        args=(_id(number),),
        id=_id(number),
        replace_existing=True,
        misfire_grace_time=None,
    )
