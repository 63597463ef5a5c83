"""What a notice says, as a reply like any other, whichever way it goes."""

from bot.assistant import Assistant
from bot.blocks.reminders import reply_of, shown_by, with_late_word
from handlers.desk import Caller
from handlers.replies import Outcome, Reply
from handlers.requests import AnyRequest
from scheduler.content import Closings, Digest, DueTargets, Notice, PlanDigest, Question
from scheduler.errands import Errand, Undelivered

STANDING = Digest | Closings | Question | DueTargets | PlanDigest
"""What shows how something stands: the answer to the very request that draws it anew later."""


def saying(notice: Notice, errand: Errand, assistant: Assistant) -> tuple[Reply, AnyRequest | None]:
    """The words, and the request that draws them anew if they show how something stands.

    Raises Undelivered when the recipient may not see it.
    """
    if not isinstance(notice, STANDING):
        return with_late_word(reply_of(notice), errand.late), None
    to, request = notice.recipient, shown_by(notice)
    said = assistant.handle(request, Caller(errand.partnership_id, to.person_id, to.name))
    if said.outcome is Outcome.REFUSED:
        raise Undelivered("the recipient may not see it", final=True, certain=True)
    return with_late_word(said, errand.late), request
