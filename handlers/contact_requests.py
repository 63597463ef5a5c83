"""What can be asked of the contact directory beside finding somebody. The docstring of each is its help line.

People and organisations are named in the words of whoever asks; what is None is left as it stands.
"""

from datetime import date
from typing import ClassVar

from handlers.request import Request
from store.tables import Capacity


class WhoSat(Request, frozen=True, tag="contacts.sat"):
    """`/contacts probation October 2022`, `who was the chair in 2023?`: who sat for whom, in which role, and when.

    Without `first` and `last` it is the whole history.
    """

    about: str
    first: date | None = None
    last: date | None = None


class AddPerson(Request, frozen=True, tag="contacts.add"):
    """`/contacts add Ada Okafor, Fire Service, Board member, ada@fire.example, 01632 960001`: somebody new."""

    changes: ClassVar[bool] = True
    name: str = ""
    organisation: str = ""
    capacity: Capacity | None = None
    role: str = ""
    email: str = ""
    phone: str = ""
    title: str = ""
    group: str = ""  # the Board unless another is named
    new_organisation: bool = False  # asked before whether it is one that the books have
    sure: bool = False  # asked before whether it is somebody whom the books have


class EditPerson(Request, frozen=True, tag="contacts.edit"):
    """`/contacts edit Ada Okafor, 01632 960002`: another name, title, address, number, capacity or role."""

    changes: ClassVar[bool] = True
    name: str
    new_name: str | None = None
    title: str | None = None
    email: str | None = None
    phone: str | None = None
    capacity: Capacity | None = None
    role: str | None = None

    @property
    def says_nothing(self) -> bool:
        """Only the name is given, so that a form must ask for the rest."""
        return self == EditPerson(self.name)


class MovePerson(Request, frozen=True, tag="contacts.move"):
    """`/contacts move Ada Okafor to the Borough Council`: they sit for another organisation from today on."""

    changes: ClassVar[bool] = True
    name: str
    organisation: str = ""
    leaving: str = ""  # the organisation that they leave, where they sit for several


class MergePeople(Request, frozen=True, tag="contacts.merge"):
    """`/contacts merge Ada Okafur into Ada Okafor`: two entries that are one person."""

    changes: ClassVar[bool] = True
    name: str
    into: str


class ProposeDuplicates(Request, frozen=True, tag="contacts.duplicates"):
    """`/contacts duplicates`: what looks like one person or organisation under two names."""


class AddOrganisation(Request, frozen=True, tag="organisation.add"):
    """`/contacts organisation add Harbour Watch, HW, statutory`: an organisation with its short names."""

    changes: ClassVar[bool] = True
    name: str
    also: tuple[str, ...] = ()
    statutory: bool = False


class AlterOrganisation(Request, frozen=True, tag="organisation.alter"):
    """`/contacts organisation statutory Harbour Watch [off]`, `… alias Harbour Watch, HW`: what else it is or is called."""

    changes: ClassVar[bool] = True
    name: str
    also: tuple[str, ...] = ()
    statutory: bool | None = None


class RenameOrganisation(Request, frozen=True, tag="organisation.rename"):
    """`/contacts organisation rename Harbour Watch to Harbour Forum`: it still answers to the old name."""

    changes: ClassVar[bool] = True
    name: str
    to: str


class MergeOrganisations(Request, frozen=True, tag="organisation.merge"):
    """`/contacts organisation merge Harbour Wotch into Harbour Watch`: two entries that are one organisation."""

    changes: ClassVar[bool] = True
    name: str
    into: str


class EndOrganisation(Request, frozen=True, tag="organisation.end"):
    """`/contacts organisation end Harbour Watch on 30 June, followed by Harbour Forum`: it was abolished or merged."""

    changes: ClassVar[bool] = True
    name: str
    last_day: date
    successor: str = ""


class RemoveOrganisation(Request, frozen=True, tag="organisation.remove"):
    """`/contacts organisation remove Harbour Watch`: one that was entered by mistake."""

    changes: ClassVar[bool] = True
    name: str


class PutService(Request, frozen=True, tag="service.put"):
    """`/contacts service add Noise at night, 01632 960002, noise@borough.example, loud music`: for the public."""

    changes: ClassVar[bool] = True
    name: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class RemoveService(Request, frozen=True, tag="service.remove"):
    """`/contacts service remove Noise at night`: a number that is no more."""

    changes: ClassVar[bool] = True
    name: str


class UnlinkPerson(Request, frozen=True, tag="contacts.unlink"):
    """`/contacts unlink Ada Okafor`: somebody is no longer that Slack user."""

    changes: ClassVar[bool] = True
    name: str


class ShowStale(Request, frozen=True, tag="contacts.stale"):
    """`/contacts stale`: whose details nobody has confirmed for a year, and what people say is wrong."""


class ConfirmDetails(Request, frozen=True, tag="contacts.confirm"):
    """`/contacts confirm`: your details are right; the secretariat says it for others, with their name behind it."""

    changes: ClassVar[bool] = True
    name: str = ""


class CorrectDetails(Request, frozen=True, tag="contacts.correct"):
    """`/contacts correct`: your own title, address and number, and what else is wrong, for the secretariat."""

    changes: ClassVar[bool] = True
    title: str | None = None
    email: str | None = None
    phone: str | None = None
    remark: str | None = None

    @property
    def says_nothing(self) -> bool:
        """Nothing is given, so that a form must ask."""
        return self == CorrectDetails()


class ExportContacts(Request, frozen=True, tag="contacts.export"):
    """`/contacts export csv`, `/contacts export vcf`: the directory as a file."""

    format: str = "csv"


class ReadContacts(Request, frozen=True, tag="contacts.read"):
    """A CSV or vCard file sent to the bot: what it would change, before anything is changed."""

    name: str
    content: bytes
    file: str = ""  # where it can be had again


class ApplyFile(Request, frozen=True, tag="contacts.apply"):
    """The file that was shown is to be brought in; `digest` tells whether it still is that file."""

    changes: ClassVar[bool] = True
    file: str
    digest: str


class ImportContacts(Request, frozen=True, tag="contacts.import"):
    """Bring in a file that was shown before."""

    changes: ClassVar[bool] = True
    name: str
    content: bytes


ContactRequest = (
    WhoSat
    | AddPerson
    | EditPerson
    | MovePerson
    | MergePeople
    | ProposeDuplicates
    | AddOrganisation
    | AlterOrganisation
    | RenameOrganisation
    | MergeOrganisations
    | EndOrganisation
    | RemoveOrganisation
    | PutService
    | RemoveService
    | UnlinkPerson
    | ShowStale
    | ConfirmDetails
    | CorrectDetails
    | ExportContacts
    | ReadContacts
    | ApplyFile
    | ImportContacts
)

CALLED: dict[type[Request], str] = {
    AddPerson: "adding somebody",
    EditPerson: "the new details of somebody",
    MovePerson: "moving somebody to another organisation",
    MergePeople: "merging two entries of one person",
    AddOrganisation: "adding an organisation",
    AlterOrganisation: "what an organisation is",
    RenameOrganisation: "the new name of an organisation",
    MergeOrganisations: "merging two entries of one organisation",
    EndOrganisation: "the end of an organisation",
    RemoveOrganisation: "removing an organisation",
    PutService: "a service contact",
    RemoveService: "removing a service contact",
    UnlinkPerson: "unlinking somebody from Slack",
    ConfirmDetails: "confirming details",
    CorrectDetails: "correcting one's own details",
    ImportContacts: "importing contacts",
}
"""How each change is called in the history and when it is undone."""
