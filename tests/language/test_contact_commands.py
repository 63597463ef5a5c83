"""What `/contacts` takes, by its words alone, and when something was."""

from datetime import date

import pytest

from bot.language.contact_commands import contacts
from bot.language.context import Context
from bot.language.spans import split_span
from bot.language.understanding import understand
from handlers.contact_requests import (
    AddOrganisation,
    AddPerson,
    AlterOrganisation,
    ConfirmDetails,
    CorrectDetails,
    EditPerson,
    EndOrganisation,
    ExportContacts,
    MergeOrganisations,
    MergePeople,
    MovePerson,
    ProposeDuplicates,
    PutService,
    RemoveOrganisation,
    RemoveService,
    RenameOrganisation,
    ShowStale,
    UnlinkPerson,
    WhoSat,
)
from handlers.requests import AnyRequest, AskBack, FindContact, LeavePerson, LinkPerson, Undo
from store.tables import Capacity
from store.vocabulary import Vocabulary

TODAY = date(2026, 5, 26)
CONTEXT = Context(Vocabulary(1, 1, "Harbour CSP", "HCSP", "Europe/London", (), (), (), (), ()), TODAY)
OCTOBER = (date(2022, 10, 1), date(2022, 10, 31))


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("fire", FindContact("fire")),
        ("service", FindContact("service")),
        ("service desk", FindContact("service desk")),
        ("organisation chart", FindContact("organisation chart")),
        ("duplicates of Ada", FindContact("duplicates of Ada")),
        ("01632 960001", FindContact("01632 960001")),
        ("add", AddPerson()),
        ("add Ada Okafor", AddPerson("Ada Okafor")),
        ("add Ada Okafor; Fire Service; Board member; ada@fire.example; 01632 960001",
         AddPerson("Ada Okafor", "Fire Service", Capacity.BOARD, email="ada@fire.example", phone="01632 960001")),
        ("add Chief Inspector Ada Okafor, Constabulary, Priority 2 lead, officer, group MASG",
         AddPerson("Ada Okafor", "Constabulary", Capacity.OFFICER, "Priority 2 lead", title="Chief Inspector", group="MASG")),
        ("edit Ada Okafor", EditPerson("Ada Okafor")),
        ("edit Ada Okafor, name Ada Bello, no phone, Vice Chair", EditPerson("Ada Okafor", "Ada Bello", phone="", role="Vice Chair")),
        ("edit Ada Okafor, role Head of Streets and Places", EditPerson("Ada Okafor", role="Head of Streets and Places")),
        ("edit Ada Okafor, guest, no role", EditPerson("Ada Okafor", capacity=Capacity.GUEST, role="")),
        ("move Ada Okafor to the Fire Service", MovePerson("Ada Okafor", "the Fire Service")),
        ("merge Ada Okafur into Ada Okafor", MergePeople("Ada Okafur", "Ada Okafor")),
        ("leave Ada Okafor, replaced by Ben Idowu", LeavePerson("Ada Okafor", "Ben Idowu")),
        ("link <@U123|ada> Ada Okafor", LinkPerson("U123", "Ada Okafor")),
        ("unlink Ada Okafor", UnlinkPerson("Ada Okafor")),
        ("duplicates", ProposeDuplicates()),
        ("stale", ShowStale()),
        ("undo", Undo()),
        ("confirm", ConfirmDetails()),
        ("confirm Ada Okafor", ConfirmDetails("Ada Okafor")),
        ("correct", CorrectDetails()),
        ("correct 01632 960001, no e-mail, title Dr, I moved, too", CorrectDetails("Dr", "", "01632 960001", "I moved, too")),
        ("export", ExportContacts("csv")),
        ("export vcf", ExportContacts("vcf")),
        ("organisation add Harbour Watch, HW, statutory", AddOrganisation("Harbour Watch", ("HW",), statutory=True)),
        ("organization rename Harbour Watch to Harbour Forum", RenameOrganisation("Harbour Watch", "Harbour Forum")),
        ("organisation merge Harbour Wotch into Harbour Watch", MergeOrganisations("Harbour Wotch", "Harbour Watch")),
        ("organisation end Harbour Watch on 30 June 2022, followed by Harbour Forum",
         EndOrganisation("Harbour Watch", date(2022, 6, 30), "Harbour Forum")),
        ("organisation end Harbour Watch on 30 June", EndOrganisation("Harbour Watch", date(2026, 6, 30))),
        ("organisation merge Fire and Rescue Servce into Fire and Rescue Service",
         MergeOrganisations("Fire and Rescue Servce", "Fire and Rescue Service")),
        ("organisation end Stoke on Dale Watch on 30 June 2022", EndOrganisation("Stoke on Dale Watch", date(2022, 6, 30))),
        ("organisation remove Harbour Watch", RemoveOrganisation("Harbour Watch")),
        ("organisation statutory Harbour Watch", AlterOrganisation("Harbour Watch", statutory=True)),
        ("organisation statutory Harbour Watch off", AlterOrganisation("Harbour Watch", statutory=False)),
        ("organisation alias Harbour Watch, HW, the Watch", AlterOrganisation("Harbour Watch", ("HW", "the Watch"))),
        ("service add Noise, 01632 960001, 101, n@b.example, https://b.example/n, parties",
         PutService("Noise", ("01632 960001", "101"), ("n@b.example",), ("https://b.example/n",), ("parties",))),
        ("service remove Noise", RemoveService("Noise")),
        ("probation October 2022", WhoSat("probation", *OCTOBER)),
        ("who sat for probation in October 2022", WhoSat("probation", *OCTOBER)),
        ("who sat for probation when?", WhoSat("probation")),
    ],
)  # fmt: skip
def test_a_line_is_a_request(line: str, request_: AnyRequest) -> None:
    assert contacts(line, CONTEXT) == request_


@pytest.mark.parametrize(
    "line",
    [
        *(
            "edit",
            "move Ada",
            "merge Ada",
            "link Ada",
            "unlink",
            "import",
            "organisation add",
            "organisation end X",
        ),
        *("organisation rename X", "organisation merge X", "organisation alias X", "leave"),
        "organisation end Harbour Watch on 31 February 2022",
        "edit Ada Okafor, capacity emperor",
    ],
)
def test_what_lacks_something_is_asked_back(line: str) -> None:
    assert isinstance(contacts(line, CONTEXT), AskBack)


@pytest.mark.parametrize(
    ("said", "request_"),
    [
        ("who sat for probation in October 2022?", WhoSat("probation", *OCTOBER)),
        ("Who was the chair in 2023?", WhoSat("chair", date(2023, 1, 1), date(2023, 12, 31))),
        ("who chaired in 2023", WhoSat("chair", date(2023, 1, 1), date(2023, 12, 31))),
        (
            "who represented the fire service on 11 October 2022",
            WhoSat("fire service", date(2022, 10, 11), date(2022, 10, 11)),
        ),
        ("who was on the Board in 2022/23?", WhoSat("Board", date(2022, 4, 1), date(2023, 3, 31))),
        ("contacts probation Oct '22", WhoSat("probation", *OCTOBER)),
        ("who sat for probation when?", WhoSat("probation")),
        (
            "add Ada Okafor of the Fire Service to the contacts",
            AddPerson("Ada Okafor", organisation="Fire Service"),
        ),
        ("Put Ada Okafor, guest, in our directory.", AddPerson("Ada Okafor", capacity=Capacity.GUEST)),
    ],
)
def test_in_free_words_as_well(said: str, request_: AnyRequest) -> None:
    assert understand(said, CONTEXT) == request_


@pytest.mark.parametrize(
    ("said", "about", "span"),
    [
        ("fire, now", "fire", (TODAY, TODAY)),
        ("fire 11/10/2022", "fire", (date(2022, 10, 11), date(2022, 10, 11))),
        ("fire 2022-10-11", "fire", (date(2022, 10, 11), date(2022, 10, 11))),
        ("fire in the 2022-23", "fire", (date(2022, 4, 1), date(2023, 3, 31))),
        ("fire back in October 2022", "fire", OCTOBER),
        ("fire 31 February 2022", "fire 31 February 2022", None),
        ("fire 2022-24", "fire 2022-24", None),
        ("fire", "fire", None),
        ("", "", None),
    ],
)
def test_a_time_behind_what_is_asked(said: str, about: str, span: tuple[date, date] | None) -> None:
    assert split_span(said, TODAY) == (about, span)
