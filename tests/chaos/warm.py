"""What every process would prepare for itself. The fork server imports this before it forks, and nobody else does."""

from sqlalchemy.orm import configure_mappers

from store.dates import is_working_day
from tests.chaos import worker
from tests.chaos.town import NINE

__all__ = ["worker"]

configure_mappers()
is_working_day(NINE.date())
