"""All that can be asked in free words. A new request is one entry in one of these tables."""

from bot.language.free.intents.agenda_keeping import AGENDA_KEEPING
from bot.language.free.intents.beginning import BEGINNINGS
from bot.language.free.intents.calendar_keeping import CALENDAR_KEEPING
from bot.language.free.intents.changing import CHANGES
from bot.language.free.intents.chasing import CHASING
from bot.language.free.intents.courtesies import COURTESIES
from bot.language.free.intents.directory_keeping import DIRECTORY_KEEPING
from bot.language.free.intents.finding import FINDING
from bot.language.free.intents.in_bulk import IN_BULK
from bot.language.free.intents.listing import LISTING
from bot.language.free.intents.logging_points import LOGGING
from bot.language.free.intents.own_keeping import OWN_KEEPING
from bot.language.free.intents.planning import PLANNING
from bot.language.free.intents.sitting import SITTING

KEEPING = (*CALENDAR_KEEPING, *AGENDA_KEEPING, *DIRECTORY_KEEPING, *OWN_KEEPING)
"""What keeps the books and has a command, which is filled in."""

INTENTS = (
    *IN_BULK,
    *PLANNING,
    *CHASING,
    *KEEPING,
    *LISTING,
    *SITTING,
    *FINDING,
    *CHANGES,
    *LOGGING,
    *BEGINNINGS,
    *COURTESIES,
)
