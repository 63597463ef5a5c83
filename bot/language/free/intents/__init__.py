"""All that can be asked in free words. A new request is one entry in one of these tables."""

from bot.language.free.intents.beginning import BEGINNINGS
from bot.language.free.intents.changing import CHANGES
from bot.language.free.intents.courtesies import COURTESIES
from bot.language.free.intents.finding import FINDING
from bot.language.free.intents.listing import LISTING
from bot.language.free.intents.sitting import SITTING

INTENTS = (*LISTING, *SITTING, *FINDING, *CHANGES, *BEGINNINGS, *COURTESIES)
