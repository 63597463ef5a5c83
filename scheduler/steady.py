"""APScheduler's jobs in memory, for a machine whose clock may be put back."""

from datetime import UTC, datetime
from typing import Any

from apscheduler.job import Job
from apscheduler.jobstores.memory import MemoryJobStore


class SteadyJobs(MemoryJobStore):  # type: ignore[misc]  # APScheduler has no types
    """When the clock is put back, what was due soon stays due soon, instead of waiting for the clock to catch up."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = datetime.min.replace(tzinfo=UTC)

    def get_due_jobs(self, now: datetime) -> list[Job]:
        """Asked whenever the scheduler wakes up, which it does by a clock that cannot be set."""
        if now < self._seen:
            for job in self.get_all_jobs():
                job.modify(next_run_time=now)
        self._seen = now
        due: list[Any] = super().get_due_jobs(now)
        return due
