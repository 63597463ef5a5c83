"""Each recogniser on invented papers, in the layout of packs and in others."""

import re
from datetime import date, time

import pytest

from store.errors import Invalid
from store.papers.paper import ActionLine, Lead, Month, Paper, to_json
from store.papers.reading.reader import read_paper
from store.tables.meetings import Mode
from store.tables.register import Status
from tests.papers.invented import AGENDA, GRID, MINUTES, REGISTER


def by_ref(paper: Paper) -> dict[str, ActionLine]:
    return {action.ref: action for action in paper.actions}


class TestActionPoints:
    def test_the_table_of_a_pack(self) -> None:
        paper = read_paper(AGENDA + MINUTES + REGISTER)

        actions = by_ref(paper)

        assert list(actions) == ["05/01", "05/02", "05/03", "05/04"]
        assert actions["05/02"].text == (
            "For Priority 2: Safer nights – the Night Safety Task and Finish Group to map the lighting of the park."
        )
        assert [action.owners for action in paper.actions] == [
            ("Ada Okafor",),
            ("Night Safety Task and Finish Group",),
            (),
            ("Priya Nair", "Lena Wirth-Smith"),
        ]
        assert [action.status for action in paper.actions] == [
            Status.CLOSED,
            Status.IN_PROGRESS,
            Status.OPEN,
            Status.CARRIED_OVER,
        ]
        assert (actions["05/01"].due, actions["05/01"].due_date) == ("by 12 September", date(2025, 9, 12))
        assert actions["05/04"].due_date == date(2025, 10, 14)
        assert {action.raised for action in paper.actions} == {date(2025, 5, 13)}
        assert [action.minute_paragraph for action in paper.actions] == ["3.1", "4.1", "4.1", None]

    def test_without_the_minutes_the_reference_gives_the_month(self) -> None:
        assert by_ref(read_paper(REGISTER))["05/01"].raised == Month(2025, 5)
        assert by_ref(read_paper(REGISTER.replace("05/0", "11/0")))["11/01"].raised == Month(2024, 11)

    def test_other_headings_with_columns_for_owner_and_due_date(self) -> None:
        paper = read_paper(
            "Westhaven CSP\n\n18 November 2025\n\n"
            "| No | Task | By whom | By when | Status | Update |\n|--|--|--|--|--|--|\n"
            "| 1 | Write to Ada Okafor | Lena Wirth / Policy Team | 31/01/2026 | c/f | asked twice |\n"
            "| 2 | Find a venue | TBC | December | Complete | |\n"
            "| 3 | ~~Book a hall~~ | All | next meeting | | |\n"
        )

        first, second, third = paper.actions
        assert first.owners == ("Lena Wirth", "Policy Team")
        assert (first.due_date, first.status, first.note) == (
            date(2026, 1, 31),
            Status.CARRIED_OVER,
            "c/f: asked twice",
        )
        assert (second.owners, second.due_date, second.status) == ((), date(2025, 12, 31), Status.CLOSED)
        assert (third.text, third.owners, third.due, third.due_date) == (
            "Book a hall",
            ("All",),
            "next meeting",
            None,
        )

    def test_rows_broken_over_lines(self) -> None:
        paper = read_paper(
            "Action log\n\nRef\tAction\tOwner\tStatus\n02/01\tFind a venue for\nthe summit\tBen Holt\tIn progress\n"
            "02/02\tCirculate the profile\tAda Okafor\tDone\n"
        )

        assert [(a.text, a.owners, a.status) for a in paper.actions] == [
            ("Find a venue for the summit", ("Ben Holt",), Status.IN_PROGRESS),
            ("Circulate the profile", ("Ada Okafor",), Status.CLOSED),
        ]

    def test_a_table_goes_on_behind_the_foot_and_head_of_a_page(self) -> None:
        paper = read_paper(
            "Actions\n\nRef\tAction\tStatus\n02/01\tAda Okafor to call\tDone\n\nPage 3 of 9\n\nNorthmere CSP\n\n"
            "Ref\tAction\tStatus\n02/02\tBen Holt to write\tOngoing\n"
        )

        assert list(by_ref(paper)) == ["02/01", "02/02"]

    def test_plain_lines(self) -> None:
        paper = read_paper(
            "Eastmere Board\n\n12 June 2025\n\nACTION POINTS\n\n"
            "02/01 Sara Lund to invite the ranger. Closed: invited.\n"
            "02/02 Community Safety Team to draft a poster by the end\nof April. In progress.\n"
            "02/03 Omar Diaz and the Youth Service to run a session - carried over\n"
            "02/04 Review of signage\n"
        )

        assert [(a.owners, a.status.value, a.note) for a in paper.actions] == [
            (("Sara Lund",), "closed", "Closed: invited."),
            (("Community Safety Team",), "in progress", "In progress."),
            (("Omar Diaz", "Youth Service"), "carried over", "carried over"),
            ((), "open", ""),
        ]
        assert paper.actions[1].due_date == date(2025, 4, 30)

    def test_actions_noted_inside_minutes_resolve_initials(self) -> None:
        paper = read_paper(
            MINUTES.replace("Action point 05/01", "ACTION: PN to send the list to Ben Holt by 30 May.")
        )

        [action] = paper.actions
        assert (action.ref, action.owners, action.due_date) == ("", ("Priya Nair",), date(2025, 5, 30))

    def test_a_row_without_a_text_is_reported(self) -> None:
        paper = read_paper(REGISTER + "05/05\t\tClosed: Done.\n")

        assert "05/05" not in by_ref(paper)
        assert [(entry.line, entry.text) for entry in paper.unread] == [(15, "05/05 | Closed: Done.")]

    def test_an_agenda_or_a_table_of_figures_is_no_register(self) -> None:
        paper = read_paper(AGENDA + "\nAgency\tNumber\tStatus\nNorth\t40\t12%\n")

        assert paper.actions == ()


class TestPeople:
    def test_the_list_in_its_sections(self) -> None:
        people = read_paper(MINUTES).attendance

        assert [(p.section, p.title, p.name, p.organisation, p.role_notes) for p in people] == [
            ("Board", None, "Ada Okafor", "Northmere Council (Neighbourhoods)", ("Chair",)),
            (
                "Board",
                None,
                "Tomas Lindqvist",
                "Probation Service – Northmere & Southmere Probation Delivery Unit (PDU)",
                (),
            ),
            ("Board", None, "Ben Holt", "Northmere Voluntary Action Council", ()),
            ("Board", None, "Cara Iversen", "Northmere Fire and Rescue Service", ()),
            ("Board", "Chief Inspector", "Dev Marlowe", "Northmere Constabulary", ()),
            ("Members", None, "Priya Nair", "Northmere Council (Community Safety Team)", ("Minutes",)),
            ("Members", None, "Lena Wirth-Smith", "Mere University", ()),
            ("Guests", "Councillor", "Omar Vance", "Southmere Council", ()),
        ]

    def test_apologies_and_representatives(self) -> None:
        paper = read_paper(MINUTES)

        assert [
            (a.name, a.organisation, a.section, a.represented_by, a.stated_as_apology)
            for a in paper.apologies
        ] == [
            ("Hal Penrose", "Integrated Care Board (ICB)", "Board", "Tomas Lindqvist", True),
            ("Isla Quaye", "Transport Police", "Members", None, True),
            ("Joe Brandt", "Mere Hospitals", "Members", None, True),
            ("Kit Osei", "Mere Shops", "Other", None, True),
            ("Sol Amari", "Mere Youth", "Board", "Ben Holt", False),
        ]
        assert {p.name: p.represents for p in paper.attendance if p.represents} == {
            "Tomas Lindqvist": "Hal Penrose",
            "Ben Holt": "Sol Amari",
        }

    @pytest.mark.parametrize(
        ("bracket", "organisation", "by"),
        [
            ("(represented by Ben Holt)", "", "Ben Holt"),
            ("(Care Board, represented by Ben Holt)", "Care Board", "Ben Holt"),
            ("(Care Board; rep. by Dr Ben Holt)", "Care Board", "Ben Holt"),
            ("(deputy: Ben Holt)", "", "Ben Holt"),
            ("(Care Board – substitute: Ben Holt)", "Care Board", "Ben Holt"),
            ("(Care Board)", "Care Board", None),
            ("(Deputy Chief Nurse)", "Deputy Chief Nurse", None),
        ],
    )
    def test_who_stood_in_may_be_said_in_brackets(
        self, bracket: str, organisation: str, by: str | None
    ) -> None:
        said = f"Apologies were received from Hal Penrose {bracket} and Isla Quaye (Police)."
        paper = read_paper(re.sub(r"(?s)1\.1 .*?(?=- 1\.2)", f"1.1 {said}\n", MINUTES))

        assert [(a.name, a.organisation, a.represented_by) for a in paper.apologies][:2] == [
            ("Hal Penrose", organisation, by),
            ("Isla Quaye", "Police", None),
        ]

    def test_a_bracket_that_was_left_open(self) -> None:
        said = "Apologies were received from Hal Penrose (Nurse (Care Board (CB)) represented by Ben Holt, and Isla Quaye (Police)."
        paper = read_paper(re.sub(r"(?s)1\.1 .*?(?=- 1\.2)", f"1.1 {said}\n", MINUTES))

        assert [(a.name, a.organisation, a.represented_by) for a in paper.apologies] == [
            ("Hal Penrose", "Nurse (Care Board (CB))", "Ben Holt"),
            ("Isla Quaye", "Police", None),
            ("Sol Amari", "Mere Youth", "Ben Holt"),
        ]

    @pytest.mark.parametrize(
        ("sentence", "joined", "left", "organisation"),
        [
            ("Ada Okafor replaced Jo Blake (Mere Council).", "Ada Okafor", "Jo Blake", "Mere Council"),
            ("Cllr Una Marsh, who was replacing Jo Blake, spoke.", "Una Marsh", "Jo Blake", ""),
            ("It was noted that Tom Reed had taken over from Mina Cole.", "Tom Reed", "Mina Cole", ""),
            ("Mere County Councillor Una Marsh replacing Jo Blake", "Una Marsh", "Jo Blake", ""),
            ("Ben Holt has succeeded Jo Blake", "Ben Holt", "Jo Blake", "Northmere Voluntary Action Council"),
        ],
    )
    def test_successions(self, sentence: str, joined: str, left: str, organisation: str) -> None:
        paper = read_paper(
            MINUTES.replace("The meeting was closed at 12:15.", sentence).replace(
                "Dev Marlowe replaced", "Dev Marlowe met"
            )
        )

        assert [(s.joined, s.left, s.organisation) for s in paper.successions] == [
            (
                joined,
                left,
                organisation or next((p.organisation for p in paper.attendance if p.name == joined), ""),
            )
        ]

    def test_an_election(self) -> None:
        [change] = read_paper(MINUTES).role_changes

        assert (change.role, change.person, change.proposed_by, change.seconded_by) == (
            "Vice Chair",
            "Cara Iversen",
            "Ada Okafor",
            ("Ben Holt",),
        )

    def test_lists_in_other_layouts(self) -> None:
        paper = read_paper(
            "# Westhaven Board\n\nMinutes of the meeting held on Tuesday 4 March 2025 at 2.00pm in the Town Hall\n\n"
            "Present: Ada Okafor (Chair), Mere Council; Ben Holt, Mere Police; Cllr Jo Blake, Mere Council\n\n"
            "In attendance\n\n| Name | Organisation | Initials |\n|--|--|--|\n| Priya Nair (Minutes) | Mere Council | PN |\n"
            "| Tom Reed | Fire Service | TR |\n\nApologies: Una Marsh (Probation), Kit Osei\n\n1. Welcome\n\n1.1 All were welcome.\n"
        )

        assert [(p.section, p.name, p.organisation) for p in paper.attendance] == [
            ("Present", "Ada Okafor", "Mere Council"),
            ("Present", "Ben Holt", "Mere Police"),
            ("Present", "Jo Blake", "Mere Council"),
            ("In attendance", "Priya Nair", "Mere Council"),
            ("In attendance", "Tom Reed", "Fire Service"),
        ]
        assert paper.attendance[3].initials == "PN"
        assert [a.name for a in paper.apologies] == ["Una Marsh", "Kit Osei"]
        assert paper.minutes is not None
        assert (paper.minutes.chair, paper.minutes.minute_taker) == ("Ada Okafor", "Priya Nair")

    def test_members_of_a_plan(self) -> None:
        paper = read_paper(
            "## **Board Members of Westhaven CSP**\n\n- Mere Council – Ada Okafor / Ben Holt\n"
            "- CRC Ltd – Mere Rehabilitation Company – Jo Blake\n\n## Non- voting Members\n\n- Mere Shops – Tom Reed\n\n"
            "## In attendance at meetings\n\n- Office of the Commissioner – Representative\n"
        )

        assert [(m.section, m.organisation, m.name) for m in paper.members] == [
            ("Board", "Mere Council", "Ada Okafor"),
            ("Board", "Mere Council", "Ben Holt"),
            ("Board", "CRC Ltd – Mere Rehabilitation Company", "Jo Blake"),
            ("Non-voting members", "Mere Shops", "Tom Reed"),
            ("In attendance", "Office of the Commissioner", None),
        ]


class TestMeeting:
    def test_the_head_of_an_agenda(self) -> None:
        head = read_paper(AGENDA).meeting

        assert head is not None
        assert (head.title, head.date, head.start, head.end) == (
            "Northmere Community Safety Partnership",
            date(2025, 10, 14),
            time(10),
            time(13),
        )
        assert (head.venue, head.mode) == ("Room 2, Guildhall, Northmere NM1 2AB", Mode.HYBRID)
        assert head.next_meeting == date(2026, 2, 24)
        question = head.public_question_deadline
        assert question is not None
        assert (question.date, question.time, question.email) == (
            date(2025, 10, 13),
            time(10),
            "safety@northmere.example",
        )

    @pytest.mark.parametrize(
        ("lines", "start", "venue", "mode"),
        [
            (
                "Date: 4 March 2025\nTime: 2pm to 4pm\nVenue: Town Hall, Mere",
                time(14),
                "Town Hall, Mere",
                Mode.IN_PERSON,
            ),
            ("4 March 2025 10.00 – 12.30, Microsoft Teams", time(10), "", Mode.ONLINE),
            (
                "Tuesday 4 March 2025 at 9.30am in the Council Chamber, Mere",
                time(9, 30),
                "Council Chamber, Mere",
                Mode.IN_PERSON,
            ),
            ("- 4th March 2025\n- 10-11.30am\n- Online", time(10), "", Mode.ONLINE),
            ("4 March 2025\n\n10:00-12:00\n\nVenue: TBC", time(10), "", None),
        ],
    )
    def test_other_heads(self, lines: str, start: time, venue: str, mode: Mode | None) -> None:
        head = read_paper(
            f"Mere Safety Board\n\n{lines}\n\nACTION POINTS\n\n02/01 Ada Okafor to write.\n"
        ).meeting

        assert head is not None
        assert (head.date, head.start, head.venue, head.mode) == (date(2025, 3, 4), start, venue, mode)

    def test_minutes_on_their_own(self) -> None:
        paper = read_paper(MINUTES)

        assert paper.minutes is not None
        assert paper.meeting == paper.minutes.meeting
        assert (paper.raised_at, paper.minutes.closed_at) == (date(2025, 5, 13), time(12, 15))
        assert paper.minutes.sections == (
            "Welcome and apologies",
            "Action points: Review",
            "Election of Vice Chair",
            "Any other business",
        )
        assert [(m.refs, m.paragraph) for m in paper.markers] == [
            (("05/01",), "3.1"),
            (("05/02", "05/03"), "4.1"),
        ]

    def test_what_a_review_kept_open(self) -> None:
        [review] = read_paper(MINUTES).reviews

        assert (review.others_closed, review.kept, review.paragraph) == (True, ("02/04", "02/05"), "2.1")


class TestAgenda:
    def test_a_page_taken_from_the_bottom_up(self) -> None:
        agenda = read_paper(AGENDA).agenda

        assert [entry.number for entry in agenda] == ["1", "2", "3", None, "4", "5", "6", "7"]
        assert [entry.minutes for entry in agenda] == [10, 20, 5, 10, 10, 15, 5, None]
        assert [entry.kind for entry in agenda][3::4] == ["break", "next_meeting"]
        assert agenda[5].title == "Report on the safety of the buses and stations by night"
        assert agenda[6].section_heading == "Written reports circulated"
        assert agenda[2].leads == (Lead("Board"), Lead("members"))
        assert agenda[1].leads == (
            Lead("Ben Holt", "Northmere Fire and Rescue Service"),
            Lead("Cara Iversen", "Northmere Fire and Rescue Service"),
            Lead("Chair"),
        )
        assert [entry.closed_session for entry in agenda] == [True] + [False] * 7

    def test_a_misread_double_is_reported_and_not_invented(self) -> None:
        ghost = "5\tReqort on tne satety\tDeu Narlowc\t15\n5\tReport on the safety of the"
        paper = read_paper(AGENDA.replace("5\tReport on the safety of the", ghost))

        assert [entry.number for entry in paper.agenda] == ["1", "2", "3", None, "4", "5", "6", "7"]
        assert [(entry.line, entry.text[:8]) for entry in paper.unread] == [(21, "5 | Reqo")]

    def test_a_numbered_list(self) -> None:
        agenda = read_paper(
            "Mere Board\n\n4 March 2025\n\nAGENDA\n\n1. Welcome – Chair (5 mins)\n2. Night buses - Insp Sara Lund (Mere Police) (20 mins)\n"
            "Comfort break (10 mins)\n3. Any other business – All\n"
        ).agenda

        assert [(entry.number, entry.title, entry.minutes) for entry in agenda] == [
            ("1", "Welcome", 5),
            ("2", "Night buses", 20),
            (None, "Comfort break", 10),
            ("3", "Any other business", None),
        ]
        assert agenda[1].leads == (Lead("Insp Sara Lund", "Mere Police"),)


class TestDates:
    def test_the_grid_with_its_deadlines(self) -> None:
        paper = read_paper(GRID)

        read = [(e.group, e.date, e.month, e.report_deadline) for e in paper.timetable]

        assert read == [
            ("NSG", None, Month(2024, 11), None),
            ("Night Safety Group", date(2024, 11, 5), Month(2024, 11), None),
            ("Northmere CSP", date(2024, 12, 3), Month(2024, 12), date(2024, 11, 19)),
            ("Night Safety Group", date(2024, 12, 10), Month(2024, 12), None),
            ("Northmere CSP", date(2025, 2, 25), Month(2025, 2), date(2025, 2, 11)),
            ("Northmere CSP", date(2025, 4, 8), Month(2025, 4), date(2025, 3, 25)),
            ("Development session", date(2025, 6, 5), Month(2025, 6), None),
        ]
        by_date = {str(entry.date): entry for entry in paper.timetable}
        assert (by_date["2024-12-03"].start, by_date["2024-12-03"].end) == (time(10), time(13))
        assert (by_date["2024-12-03"].venue, by_date["2025-02-25"].venue_tbc) == ("Guildhall", True)
        assert (by_date["None"].date_tbc, by_date["None"].mode, by_date["None"].group_full) == (
            True,
            Mode.ONLINE,
            "Night Steering Group",
        )

    def test_a_cell_with_an_impossible_day_is_reported(self) -> None:
        paper = read_paper(GRID.replace("25 RD: 11 Feb", "31 RD: 11 Feb"))

        assert [entry.line for entry in paper.unread] == [4]

    def test_a_plain_table_of_meetings(self) -> None:
        paper = read_paper(
            "Westhaven Board\n\n2 January 2025\n\n| Meeting date | Time | Venue | Deadline for papers |\n|--|--|--|--|\n"
            "| Tuesday 4 March 2025 | 2pm - 4pm | Town Hall | 18 February |\n| 1 July 2025 | 14:00-16:00 | Teams | 17 June 2025 |\n"
            "| 7 October 2025 | 10.30am | Teams | 23 September 2025 |\n"
        )

        assert [(e.date, e.start, e.report_deadline, e.mode) for e in paper.timetable] == [
            (date(2025, 3, 4), time(14), date(2025, 2, 18), Mode.IN_PERSON),
            (date(2025, 7, 1), time(14), date(2025, 6, 17), Mode.ONLINE),
            (date(2025, 10, 7), time(10, 30), date(2025, 9, 23), Mode.ONLINE),
        ]

    def test_sessions_in_one_line_and_without_a_year(self) -> None:
        paper = read_paper(
            AGENDA
            + "\nNight Safety (NS) Champions Sessions\n\nThe May sessions hear from the buses.\n\n2 May, 14.00 - 16.00\n\n"
            "Dates: 6th October 2025 10.00 - 12.00, 16th October 2025 14.00 - 16.00\n"
        )

        assert [(e.group, e.date, e.start) for e in paper.sessions] == [
            ("Night Safety (NS) Champions Sessions", date(2025, 5, 2), time(14)),
            ("Night Safety (NS) Champions Sessions", date(2025, 10, 6), time(10)),
            ("Night Safety (NS) Champions Sessions", date(2025, 10, 16), time(14)),
        ]


class TestContacts:
    def test_torn_headings_are_healed_where_the_paper_shows_how(self) -> None:
        paper = read_paper(
            "The lighting team and the neighbourhood officers of the public library help.\nAsk the public library team.\n\nUseful Contacts\n\n"
            "Ligh\tting team 01632 960001 https://lights.example/\nNeighbr\thood officers\n~\t01632 960002 / 0808 157 0192\n"
            "Public\tLibrary\n\tEmail: books@library.example\n\tzzourne line\n2\t111, then press option 2\n[5]\tTittps://wwm.lost\n"
        )

        assert [(c.service, c.phones, c.urls, c.emails) for c in paper.contacts] == [
            ("Lighting team", ("01632 960001",), ("https://lights.example/",), ()),
            ("Neighbr hood officers", ("01632 960002", "0808 157 0192"), (), ()),
            ("Public Library", (), (), ("books@library.example",)),
            ("zzourne line", ("111, then press option 2",), (), ()),
        ]
        assert [(entry.line, entry.text) for entry in paper.unread] == [
            (7, "Neighbr hood officers"),
            (11, "zzourne line"),
            (13, "[5] Tittps://wwm.lost"),
        ]

    def test_a_table_with_headings(self) -> None:
        paper = read_paper(
            "Useful contacts\n\n| Service | Telephone | Website |\n|--|--|--|\n| Noise | 01632 960003 | www.mere.example/noise |\n"
            "| Emergency | 999 | |\n\nTo: Mere Board\n\nCall 01632 960004.\n"
        )

        assert [(c.service, c.phones, c.urls) for c in paper.contacts] == [
            ("Noise", ("01632 960003",), ("www.mere.example/noise",)),
            ("Emergency", ("999",), ()),
        ]


class TestTargets:
    def test_a_table(self) -> None:
        paper = read_paper(
            "Action plan\n\nSafer nights\n\n| Objective | Priority | Lead | Timescale |\n|--|--|--|--|\n| Light the park | 1 | Council | March 2026 |\n"
        )

        [target] = paper.targets
        assert (target.section, target.text, target.priority, target.lead, target.timescale) == (
            "Safer nights",
            "Light the park",
            "1",
            "Council",
            "March 2026",
        )

    def test_labels_whose_values_are_scattered(self) -> None:
        labels = "SMART Target\n\nLight the park.\n\nCSP Priority\n\nTimescale\n\nPriority 1\n\nLead\n\nMere Council\n\nMarch 2026\n\n"
        fused = "Safer nights\n\nSMART Target\n\nRing the bells. CSP Priority Timescale\n\nPriority 2 Quarterly\n\nLead\n\nMere Church\n\n"
        form = "SMART Target\tCSP Priority\tTimescale\nPaint the\tPriority 1\tMay 2026\nfence.\tLead\t\n\tMere School\t\n\n"

        targets = read_paper(labels + fused + form).targets

        assert [(t.section, t.text, t.priority, t.lead, t.timescale) for t in targets] == [
            ("", "Light the park.", "Priority 1", "Mere Council", "March 2026"),
            ("Safer nights", "Ring the bells.", "Priority 2", "Mere Church", "Quarterly"),
            ("Safer nights", "Paint the fence.", "Priority 1", "Mere School", "May 2026"),
        ]

    def test_leads_that_belong_nowhere_are_reported(self) -> None:
        pair = "Lead\n\nCouncil\n\nTimescale\n\nQuarterly\n\n"
        paper = read_paper(
            f"Open the gate.\n\n{pair}Close the gate.\n\nLock the gate.\n\nPaint the gate.\n\n{pair}{pair}"
        )

        assert [target.text for target in paper.targets] == ["Open the gate."]
        assert len(paper.unread) == 5
        assert "3 targets stand above 2 leads" in paper.unread[0].why


class TestNoPaper:
    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("", "empty"),
            (" \n\t\n", "empty"),
            ("\x00\x01\x02\x03PK\x04\x05" * 40, "not text"),
            ("word " * 2000, "nothing I recognise"),
            (
                "It rained on 3 May, and by noon the fair was over. Nobody minded.\n\nThe band played on.",
                "an agenda, minutes",
            ),
            ("a" * 5_000_001, "longer than"),
        ],
    )
    def test_it_says_so_in_a_sentence(self, text: str, says: str) -> None:
        with pytest.raises(Invalid, match=says) as refusal:
            read_paper(text, "notes.md")

        assert str(refusal.value).startswith("“notes.md” ")
        assert "\n" not in str(refusal.value)


def test_json_has_every_part_with_plain_values() -> None:
    read = to_json(read_paper(AGENDA + MINUTES + REGISTER + GRID, "pack"))

    keys = {
        "meeting",
        "agenda",
        "attendance",
        "apologies",
        "successions",
        "actions",
        "timetable",
        "contacts",
        "targets",
        "unread",
    }
    assert keys <= read.keys()
    assert read["meeting"]["date"] == "2025-10-14"
    assert read["meeting"]["start"] == "10:00"
    assert read["timetable"][0]["month"] == "2024-11"
    assert {"ref", "text", "owners", "due", "due_date", "status", "note"} <= read["actions"][0].keys()
    assert read["actions"][0]["status"] == "closed"
