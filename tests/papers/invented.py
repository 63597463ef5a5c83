"""Papers made up for the tests: a partnership that does not exist, in layouts that do."""

MINUTES = """\
Northmere Community Safety Partnership

- 13 May 2025
- 10:00-12:15
- Hybrid at Guildhall, Northmere NM1 2AB

Draft Minutes

Board

Ada Okafor (Chair) Northmere Council (Neighbourhoods)

Tomas Lindqvist Probation Service – Northmere & Southmere

Probation Delivery Unit (PDU)

Ben Holt Northmere Voluntary Action Council Cara Iversen Northmere Fire and Rescue Service

Chief Inspector Dev Marlowe Northmere Constabulary

Members

Priya Nair (Minutes) Northmere Council (Community Safety
 Team)
Lena Wirth-Smith Mere University

Guests

Councillor Omar Vance Southmere Council

1. Welcome and apologies

- 1.1 Apologies were received from Board Members; Hal Penrose (Integrated Care Board (ICB)) represented by Tomas
Lindqvist, from Members; Isla Quaye (Transport Police), and Joe Brandt (Mere Hospitals). Also, from Kit Osei (Mere Shops).
- 1.2 It was noted that Dev Marlowe replaced Rhea Castle (Northmere Constabulary). Ben Holt represented Sol Amari (Mere Youth).

2. Action points: Review

- All action points from the previous meeting were closed apart from 02/04 and 02/05, which would be carried forward.

3. Election of Vice Chair

3.1 For the election of Vice Chair, there was one nomination of Cara Iversen, proposed by Ada Okafor, and seconded by Ben Holt. This was agreed by the Board.

Action point 05/01

4. Any other business

4.1 The meeting was closed at 12:15.

 Action points 05/02 and 05/03
"""

REGISTER = """\
Northmere Community Safety Partnership

• 14 October 2025

ACTION POINTS

MONTH /\tACTION POINT\tACTION
NUMBER\t\t
05/01\tAda Okafor to share the profile with Cara Iversen by 12 September.\tClosed: Shared on 3 June.
05/02\tFor Priority 2: Safer nights – the Night Safety Task and Finish Group to map the\tPropose to close.

\tlighting of the park.\t
05/03\tElection of Chair to be on the agenda.\t
05/04\tPriya and Lena to report at the next meeting on 14 October.\tCarried over. In progress.
"""

AGENDA = """\
Northmere Community Safety Partnership

- 14 October 2025
- 10:00 13:00
- Room 2, Guildhall, Northmere
 NM1 2AB with a hybrid option for members
- The public can submit questions before 10am on Monday 13 October to email address: safety@northmere.example

AGENDA

No.\tItem\tLead Officer(s)\tTime (Mins)
1\tClosed session: Welcome\tAda Okafor (Chair)\t10
2\tPresentation: Night buses\tBen Holt / Cara Iversen (Northmere Fire and Rescue Service) / Chair\t20
3\tAction points: Review Board / members\t\t\t5
\tComfort break\t\t10

7\tDate of next Northmere CSP meeting\t24 February 2026\t75
6\tAny other business\tBoard / members\t5
\tWritten reports circulated\t\t
\tbuses and stations by night\t\t
5\tReport on the safety of the\tDev Marlowe\t15
4\tMinutes of 13 May 2025: Agreement\tBoard / members\t10
"""

GRID = """\
Northmere CSP Timetable 2024/25

Nov 2024\tDec 2024\tJan 2025\tFeb 2025
Data collection\tNorthmere CSP: 03 RD: 19 Venue: Guildhall\t\tNorthmere CSP: 25 RD: 11 Feb Venue: TBC
NSG: TBC Venue: Online Night Safety Group: 05 Venue: Online\tNight SafetyGroup: 10 Venue: Online\t\tApril 2025 Northmere CSP: 08 RD: 25 March

NSG Night Steering Group

The meetings are to be held on
- Tuesday 3 December 2024 from 10:00-13:00
- Thursday 5 June 2025 from 14:00-16:00 Development session
"""

TERMS = """\
# Northmere Community Safety Partnership Terms of Reference

#### 1. Purpose

- a) The Northmere CSP works for a safe town:
  - We share what we know;
  - □ We answer for what we promise<sup>1</sup>; and

<sup>1</sup> Each organisation answers for its own part.

- □ We ask the people of Northmere.
- b) The following are the priorities for 2025-28:
- Priority 1: Safe evenings
- Priority 2: Quiet streets
- 2. Members<sup>2</sup> are responsible for:
- a) Coming to meetings; and

<sup>2</sup> See "Voting".

- b) Sending their papers in time.

#### **3.** The **Vice Chair** is responsible for:

- a) Chairing when the Chair
cannot.

#### 4. Voting

a) Board members vote by

<sup>3</sup> Whoever stands in for a Board member votes for them.

show of hands<sup>3</sup>.

- b) When the votes are equal, the Chair decides.
- c) A guorum is five Board members.
- 5. These terms are reviewed every year.

## Quarterly report

- a) This is no clause of theirs.
"""

GLOSSARY = """\
# Northmere report

The Domestic Abuse Related Death Review (DARDR) was heard. Other DARDRs follow, said the Office of the Police and
Crime Commissioner (OPCC). The Anti-Social Behaviour (ASB) figures fell, those of the PSG (Problem Solving Group) rose.
It began (see below) at three (GMT) in the Town Hall (Room A).

## 6. Glossary

Term/abbreviation\tDefinition
FOI\tFreedom of Information: what the public may
\task to see
PSG\tProblem Solving Group

# Appendix A
ASB\tnot of the glossary
"""
