"""Files that people send. Contact files are shown before anything is changed, and brought in when that is confirmed.

A button holds only which file it was. It is fetched again when pressed, and must still be the one that was shown.
"""

from bot.answering import Answering, Spot
from bot.files import Json, described, fetched
from bot.listeners import papers
from bot.listeners.acting import act
from bot.listeners.boundary import guarded
from bot.services import Services
from handlers.contact_requests import ApplyFile, ImportContacts, ReadContacts
from handlers.desk import Caller
from handlers.replies import Reply
from store.errors import Invalid

_NAME = 120
_ENDINGS = (".csv", ".vcf", ".vcard")


def received(services: Services, files: list[Json], caller: Caller, spot: Spot) -> bool:
    """Take what was sent: contact files as such, anything else as a paper. False when there is no file."""
    if file := contact_file(files):
        show(services, file, caller, spot)
    elif file := papers.paper_file(files):
        papers.show(services, file, caller, spot)
    return bool(files)


def contact_file(files: list[Json]) -> Json | None:
    """The first that is a contact file by its name."""
    return next((f for f in files if str(f.get("name", "")).casefold().endswith(_ENDINGS)), None)


def show(services: Services, file: Json, caller: Caller, spot: Spot) -> None:
    """Fetch it and say what it would change; outside the acknowledgement, since that takes a while."""
    answering = Answering(services)

    def work() -> None:
        content = fetched(services.client, file)
        if str(file["name"]).casefold().endswith(".csv") and papers.is_register(
            content, str(file["name"]), services
        ):
            papers.show(services, file, caller, spot)
            return
        request = ReadContacts(str(file["name"])[:_NAME], content, str(file["id"]))
        answering.post(act(services, request, caller), caller, spot)

    services.later(lambda: guarded(work, lambda said: answering.say(said, spot)))


def apply(services: Services, request: ApplyFile, caller: Caller) -> Reply:
    """Fetch the file again and bring it in. Raises Invalid when it is not the one that was shown."""
    file = described(services.client, request.file)
    content = fetched(services.client, file)
    from handlers.contact_files import digest_of  # noqa: PLC0415 - loaded with the first file

    if digest_of(content) != request.digest:
        name = str(file.get("name") or "That file")[:_NAME]
        raise Invalid(f"{name} is not the file that I showed. Nothing was changed; please send it again.")
    return act(services, ImportContacts(str(file.get("name"))[:_NAME], content), caller)
