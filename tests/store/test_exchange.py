"""Contact files: read from whatever is saved, written safely, and brought in whole or not at all."""

from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from bot.main import House
from store.errors import Conflict, Invalid
from store.exchange.csv_files import read_csv, write_csv
from store.exchange.export import FORMATS, rows_of_directory
from store.exchange.plan import ContactsPlan, Kind, apply_contacts, plan_contacts, read_contacts
from store.exchange.rows import ContactRow
from store.exchange.vcards import read_vcards, write_vcards
from store.tables import Capacity
from tests.store.small_books import SmallBooks, recorded_rows

PEOPLE = """name,organisation,capacity,role,group,email,phone,from,until
Gwen Hollis,Quay Homes,Board member,Tenancy head,,gwen@quay.example,+44 1632 960001,2026-01-05,
Gwen Hollis,Quay Homes,member,,HSG,gwen@quay.example,,,
Dev Anand,,,,,dev@northcliff.example,01632 960002,,
Hal Penrose,Harbour Watch,guest,,,,,1 May 2024,30 April 2026
"""


def planned(small: SmallBooks, text: str | bytes, name: str = "contacts.csv") -> ContactsPlan:
    content = text.encode() if isinstance(text, str) else text
    with small.reading() as books:
        return plan_contacts(read_contacts(content, name), name, books)


def applied(small: SmallBooks, plan: ContactsPlan) -> None:
    with small.changing("Carys Pugh", "contacts") as books:
        apply_contacts(plan, books)


def said(plan: ContactsPlan) -> list[str]:
    return [str(line) for line in plan.lines]


def test_a_file_says_what_it_adds_and_changes_and_then_does_that(small: SmallBooks) -> None:
    plan = planned(small, PEOPLE)

    assert said(plan) == [
        "add: person: Gwen Hollis (row 2)",
        "add: seat: Gwen Hollis, Tenancy head, board for Quay Homes (row 2)",
        "add: seat: Gwen Hollis, member for Quay Homes in HSG (row 3)",
        "change: person: Dev Anand, e-mail: none -> dev@northcliff.example; phone: none -> 01632 960002 (row 4)",
        "add: organisation: Harbour Watch (row 5)",
        "add: person: Hal Penrose (row 5)",
        "add: seat: Hal Penrose, guest for Harbour Watch, until 2026-04-30 (row 5)",
    ]
    assert plan.summary() == "Adds 2 people, 1 organisation and 3 seats; changes 1."
    applied(small, plan)
    gwen = next(p for p in small.words.people if p.name == "Gwen Hollis")
    assert [(s.organisation, s.capacity, s.role, s.from_date) for s in gwen.sittings] == [
        ("Quay Homes", Capacity.BOARD, "Tenancy head", date(2026, 1, 5)),
        ("Quay Homes", Capacity.MEMBER, None, date(2026, 5, 26)),
    ]
    assert {line.kind for line in planned(small, PEOPLE).lines} == {Kind.SAME}
    small.undo_last()
    assert "Gwen Hollis" not in [p.name for p in small.words.people]


def test_who_has_the_address_is_meant_whatever_the_name(small: SmallBooks) -> None:
    applied(small, planned(small, PEOPLE))

    plan = planned(small, "name,email\nGwen Hollis-Ward,GWEN@quay.example\n")

    assert said(plan) == ["change: person: Gwen Hollis, name: Gwen Hollis -> Gwen Hollis-Ward (row 2)"]
    applied(small, plan)
    assert "Gwen Hollis-Ward" in [p.name for p in small.words.people]


def test_an_organisation_spelt_much_like_one_of_the_books_says_so(small: SmallBooks) -> None:
    plan = planned(small, "name,organisation\nAda Vale,Quay Hones\nBen Vale,Night Owls\n")

    assert [line for line in said(plan) if "organisation" in line] == [
        "add: organisation: Quay Hones, spelt much like Quay Homes (row 2)",
        "add: organisation: Night Owls (row 3)",
    ]


def test_organisations_and_services_come_along(small: SmallBooks) -> None:
    text = (
        "kind,name,statutory,also,phone,email,topics,web\n"
        "service,Noise at night,,,01632 960003; 101,noise@harbour.example,loud music; parties,https://h.example/noise\n"
        "organisation,Quay Homes,yes,QH; the Quay,,,,\n"
        "organisation,Night Owls,,,,,,\n"
    )

    plan = planned(small, text)

    assert said(plan) == [
        "change: organisation: Quay Homes: also called QH, the Quay; a statutory member (row 3)",
        "add: organisation: Night Owls (row 4)",
        "add: service contact: Noise at night: 01632 960003, 101, noise@harbour.example, https://h.example/noise (row 2)",
    ]
    applied(small, plan)
    assert {line.kind for line in planned(small, text).lines} == {Kind.SAME}


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("name\nAda Vale\n", ["Ada Vale"]),
        ("\ufeffname\r\nAda Vale\r\n", ["Ada Vale"]),
        ("Full name;E-mail address;Job title\nAda Vale;ada@v.example;Lead\n", ["Ada Vale"]),
        ("NAME\tTelephone\nAda Vale\t01632 960001\n", ["Ada Vale"]),
        ("name,notes\n\nAda Vale,anything\n,\nBen Vale,\n", ["Ada Vale", "Ben Vale"]),
        ('name,organisation\n"Vale, Ada","Vale, Moor and Dale"\n', ["Vale, Ada"]),
    ],
)
def test_csv_is_read_however_it_was_saved(content: str, names: list[str]) -> None:
    assert [row.name for row in read_csv(content.encode(), "a.csv")] == names
    assert [row.name for row in read_csv(content.encode("utf-16"), "a.csv")] == names


def test_what_excel_saves_on_british_machines_is_read() -> None:
    [row] = read_csv("name,role\nSiân O’Hara,Lead – nights\n".encode("cp1252"), "a.csv")

    assert (row.name, row.role) == ("Siân O’Hara", "Lead – nights")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "a.csv has no column “name” in its first row (the columns are none)."),
        ("Ada Vale,01632 960001\n", "a.csv has no column “name” in its first row (the columns are “Ada Vale”, “01632 960001”)."),
        ("name,name\nAda,Vale\n", "a.csv has two columns “name”."),
        ("name\n", "a.csv holds no row with a contact in it."),
        ("name,role\nAda Vale,lead,nights\n", "a.csv, row 2: it has 3 cells and the heading 2."),
        ('name\n"Ada Vale\n', "a.csv cannot be read near line 2: a quotation mark is missing there or too many."),
        ("name,role\nAda Vale," + "x" * 3_000, "a.csv, row 2: a cell has more than 2,000 characters."),
        ("name,email,phone,capacity,from,until\nAda Vale,ada@,,,,\n,,,,,\nBen,,ring,,,\nCleo,,,emperor,,\nDev,,,,31 Feb 2026,\n,x,,,,\nEsme,,,,2026-01-02,2026-01-01\n",
         ("a.csv has 6 rows that cannot be used, so nothing was changed: row 2: “ada@” is no e-mail address;"
         " row 4: “ring” is no telephone number; row 5: “emperor” is no capacity; row 6: “31 Feb 2026” in the column “from” is no date;"
         " row 7: it has no name; row 8: it ends before it begins.")),
        ("name,email\nAda Vale,a@v.example\nBen Vale,A@v.example\n", "a.csv has a row that cannot be used, so nothing was changed: row 3: it has the address of Ada Vale in 2."),
        ("kind,name\nplanet,Mars\n", "a.csv has a row that cannot be used, so nothing was changed: row 2: “planet” is no kind;"),
        ("kind,name\nservice,Noise\n", "a.csv has a row that cannot be used, so nothing was changed: row 2: a service needs a number, an address or a page."),
        ("name\n" + "\n".join(f"Person {n}" for n in range(10_001)), "a.csv has more than 10,000 rows."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_sentence_with_the_row(content: str, why: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_csv(content.encode(), "a.csv")

    assert str(refusal.value).startswith(why)
    assert "othing was changed" in str(refusal.value)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"name\n\x00\x00", b"\xff\xfen"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match="Nothing was changed"):
        read_csv(content, "a.csv")


def test_one_bad_row_among_five_thousand_changes_nothing(small: SmallBooks) -> None:
    rows = [f"Person Number{n},Harbour Watch,member,p{n}@watch.example" for n in range(5_000)]
    rows[4_321] = "Person Number4321,Harbour Watch,member,nobody"

    with pytest.raises(Invalid, match="row 4323: “nobody” is no e-mail address"):
        planned(small, "name,organisation,capacity,email\n" + "\n".join(rows))


def test_five_thousand_rows_come_in_at_once(small: SmallBooks) -> None:
    rows = [f"Person Number{n},Harbour Watch,member,p{n}@watch.example" for n in range(5_000)]

    plan = planned(small, "name,organisation,capacity,email\n" + "\n".join(rows))
    applied(small, plan)

    assert plan.summary() == "Adds 5,000 people, 1 organisation and 5,000 seats; changes nothing."
    assert len(small.words.people) > 5_000


def test_a_plan_that_the_books_have_outrun_is_refused(small: SmallBooks) -> None:
    plan = planned(small, PEOPLE)
    with small.changing() as books:
        books.directory.add_person("Gwen Hollis")
    with small.reading() as books:
        before = recorded_rows(books)

    with pytest.raises(Conflict, match=r"The directory has changed since contacts\.csv was shown"):
        applied(small, plan)
    with small.reading() as books:
        assert recorded_rows(books) == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name,group\nGwen Hollis,Owls\n", "row 2: there is no group “Owls”"),
        (
            "name\nTwin Vale\n",
            "row 2: several people are called Twin Vale; an e-mail address would tell which is meant",
        ),
    ],
)
def test_what_does_not_go_with_the_books_is_told_by_row(small: SmallBooks, text: str, why: str) -> None:
    with small.changing() as books:
        books.directory.add_person("Twin Vale")
        books.directory.add_person("Twin Vale")

    with pytest.raises(Invalid) as refusal:
        planned(small, text)
    assert why in str(refusal.value)


HOSTILE = '=HYPERLINK("http://x.example","Ada")'


def test_no_spreadsheet_runs_what_people_wrote() -> None:
    row = ContactRow(
        0, "person", HOSTILE, role="+1 lead", organisation="@home", phone="+44 1632 960001", title="-"
    )

    written = write_csv([row]).decode("utf-8-sig")

    cells = written.splitlines()[1]
    assert cells.startswith('person,"\'=HYPERLINK(""http://x.example"",""Ada"")",\'-,\'@home')
    assert "'+44 1632 960001" in cells
    [again] = read_csv(written.encode(), "a.csv")
    assert (again.name, again.role, again.organisation, again.phone) == (
        HOSTILE,
        "+1 lead",
        "@home",
        row.phone,
    )


def test_what_is_exported_says_nothing_new_when_it_comes_back(small: SmallBooks) -> None:
    applied(small, planned(small, PEOPLE))
    with small.changing() as books:
        books.directory.put_service("Noise, by night", ("101",), ("n@h.example",), ("https://h.example/a",))
        books.directory.end_membership(
            books.directory.memberships(
                books.directory.person_named("Dev Anand") or books.directory.everybody()[0]
            )[0],
            date(2026, 5, 1),
        )

    for kind, write in FORMATS.items():
        plan = planned(small, write(small.words), f"contacts.{kind}")
        assert not plan.changes_anything, (kind, [str(line) for line in plan.altering()])


VALE = ContactRow(
    0,
    "person",
    "Siân O’Hara; Vale, Jr",
    "Dr",
    "Vale, Moor; Dale",
    Capacity.BOARD,
    "Vice\\Chair",
    "",
    "s@v.example",
    "+44 (0)1632 960001",
)


def test_a_vcard_is_of_version_4_and_holds_all_of_it() -> None:
    written = write_vcards([VALE], "p")

    lines = written.decode().split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert r"FN:Siân O’Hara\; Vale\, Jr" in lines
    assert r"ORG:Vale\, Moor\; Dale" in lines
    assert all(len(line.encode()) <= 77 for line in lines)
    [again] = read_vcards(written, "a.vcf")
    assert again == ContactRow(1, *[getattr(VALE, name) for name in ContactRow.__slots__ if name != "line"])
    assert write_vcards([VALE], "p") == written


@pytest.mark.parametrize(
    ("card", "phone"),
    [
        ('VERSION:4.0\r\nN:Vale;Ada;;Dr;\r\nFN:Ada Vale\r\nTEL;VALUE=uri;TYPE="voice,work":tel:+44-1632-960001', "+44 1632 960001"),
        ("VERSION:3.0\r\nN:Vale;Ada;;Dr;\r\nFN:Ada Vale\r\nTEL;TYPE=WORK,VOICE:01632 960001", "01632 960001"),
        ("VERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=56ale;Ada;;Dr;\r\nFN:Ada Vale\r\nTEL;WORK;VOICE:01632 960001", "01632 960001"),
    ],
)  # fmt: skip
def test_vcards_of_any_version_are_read(card: str, phone: str) -> None:
    [row] = read_vcards(f"BEGIN:VCARD\r\n{card}\r\nEND:VCARD\r\n".encode(), "a.vcf")

    assert (row.name, row.title, row.phone) == ("Ada Vale", "Dr", phone)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada", "a.vcf cannot be read near line 3: it is no vCard there."),
        (b"BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n", "a.vcf has a card that cannot be used, so nothing was changed: card 1: it has no name."),
        (b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\nEMAIL:nobody\r\nEND:VCARD\r\n", "a.vcf has a card that cannot be used, so nothing was changed: card 1: “nobody” is no e-mail address."),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a.vcf holds no card with a contact in it."),
    ],
)  # fmt: skip
def test_what_is_no_vcard_is_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_vcards(content, "a.vcf")
    assert str(refusal.value).startswith(why)


def test_at_the_terminal_the_directory_goes_out_and_comes_in(
    home: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'database = "sqlite:///{tmp_path / "books.db"}"\n', encoding="utf-8")
    before = len(list(rows_of_directory(home.assistant.words(home.partnership()))))
    run = ["--config", str(config), "contacts"]

    assert main([*run, "export", "-o", str(tmp_path / "out.csv")]) == 0
    assert main([*run, "import", str(tmp_path / "out.csv"), "--yes"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing to do."
    (tmp_path / "new.csv").write_text("name,organisation\nAda Okafor,Fire Service\n", encoding="utf-8")
    assert main([*run, "import", str(tmp_path / "new.csv"), "--yes"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Done."
    assert len(list(rows_of_directory(home.assistant.words(home.partnership())))) == before + 1
    assert main([*run, "import", str(tmp_path / "missing.csv")]) == 1
    assert capsys.readouterr().err == "missing.csv cannot be opened. Nothing was changed.\n"
    assert main([*run, "export", "--format", "vcf", "-o", str(tmp_path / "out.vcf")]) == 0
    assert (tmp_path / "out.vcf").read_bytes().startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n")
