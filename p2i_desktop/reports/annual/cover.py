"""The first pages: cover, what this report is, contents; in the workbook the cover sheet with its links."""

from collections.abc import Iterator

from p2i_desktop.domain.network import ProgrammeKind
from p2i_desktop.i18n import N_
from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.annual.places import Places
from p2i_desktop.reports.document import Block, Contents, Cover, Heading, Text
from p2i_desktop.reports.document import Facts as Pairs
from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.model import Cell, PageSheet, Plain, Sheet
from p2i_desktop.reports.facts import Facts

_ABOUT = {
    "read": N_("What the figures mean and how each was counted"),
    "kpi": N_("All indicators with two previous years, change and target"),
    "months": N_("Reportable consultations per month"),
    "topics": N_("Consultations by topic"),
    "channels": N_("Consultations by channel"),
    "sectors": N_("Consultations by sector"),
    "kinds": N_("Consultations by kind of organisation"),
    "progress": N_("Cases by stage, step, instrument, outcome and reason for closing"),
    "market": N_("Procurements by instrument and sector"),
    "workshop_figures": N_("Workshops by month, type, format and topic"),
    "cases": N_("Cases behind the figures"),
    "procurements": N_("The procurements behind the figures"),
    "awards": N_("The awards of the period, with rates and winners"),
    "omc": N_("The market consultations of the period"),
    "buddies": N_("Pairs of centres by year, with milestones, state and meetings of their plans"),
    "milestones": N_("The milestones of the plans of the period, with their delay"),
    "buddy_meetings": N_("The meetings held by the pairs"),
    "setup": N_("How far the new centres are with their set-up"),
    "consultations": N_("Consultations of the period"),
    "organisations": N_("Organisations behind the figures"),
    "workshops": N_("The workshops of the period, with those who came in numbers"),
    "participations": N_("The participations of the period, nobody named"),
    "evidence": N_("Which records make each figure"),
    "quality": N_("Missing values, ranges and sum checks"),
    "incomplete": N_("Records that lack a field of the report"),
    "dictionary": N_("What each column means"),
}


def _blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    return (
        Cover(
            title=words.title(facts),
            subtitle=words.period(facts),
            centre=facts.centre_name,
            lines=_under_title(facts),
            foot=_funding(facts),
            emblem=_emblem(facts),
        ),
        Heading(1, t._("About this report"), "about"),
        Pairs(_imprint(facts)),
        Text(_standing(facts)),
        Contents(t._("Contents"), 2),
    )


def _under_title(facts: Facts) -> tuple[str, ...]:
    t = facts.texts
    lines = []
    if facts.centre and facts.centre.mandate_body:
        lines.append(t._("For {body}").format(body=facts.centre.mandate_body))
    made = t._("Made on {date} from the records kept up to that day").format(date=t.date(facts.made_at.date()))
    return (*lines, made)


def _emblem(facts: Facts) -> str:
    """The emblem stands on reports of work that an EU grant pays for."""
    paid = facts.programme is not None and facts.programme.kind is ProgrammeKind.EU_GRANT
    return facts.texts._("Emblem of the European Union") if paid else ""


def _funding(facts: Facts) -> tuple[str, ...]:
    contact = [part for part in _contact(facts) if part]
    lines = [" · ".join(contact)] if contact else []
    if facts.programme:
        lines += [text for text in (facts.programme.funding_line, facts.programme.disclaimer) if text]
    return tuple(lines)


def _contact(facts: Facts) -> tuple[str, ...]:
    centre = facts.centre
    if centre is None:
        return ()
    return (" ".join(centre.address.split("\n")), centre.website, centre.email, centre.phone)


def _imprint(facts: Facts) -> tuple[tuple[str, str], ...]:
    t = facts.texts
    contact = " · ".join(part for part in _contact(facts) if part)
    country = t.country(facts.centre.country) if facts.centre else ""
    rows = [
        (t._("Publisher"), ", ".join(part for part in (facts.centre_name, country) if part)),
        (t._("Contact"), contact),
        (t._("Mandate"), facts.centre.mandate_act if facts.centre else ""),
        (t._("Programme"), facts.programme.name if facts.programme else ""),
        (t._("Period"), words.period(facts)),
        (t._("Data as of"), t.instant(facts.made_at)),
        (t._("State"), t._("Draft")),
        (t._("Digest of the data"), facts.digest[:16]),
        (t._("Program"), t._("P2I Desktop {version}").format(version=facts.version)),
    ]
    return tuple((name, value) for name, value in rows if value)


def _standing(facts: Facts) -> str:
    t = facts.texts
    text = t._(
        "Every figure in this report is counted from the records of the centre; the workbook of the same name lists the records behind each of them."
    )
    if facts.running:
        text += "\n" + t._(
            "The year is still running: this year and both previous years are counted from {first} to {last}, so that like is compared with like."
        ).format(first=t.day_month(facts.since), last=t.day_month(facts.until))
    return text


def _sheets(facts: Facts, places: Places) -> Iterator[Sheet]:
    t = facts.texts
    lines: list[list[Plain | Cell]] = [[Cell(facts.centre_name, look=styles.STRONG)]]
    lines += [[name, value] for name, value in _imprint(facts) if name != t._("Publisher")]
    lines += [[], [Cell(t._("Sheets"), look=styles.HEADING), Cell(None, look=styles.HEADING)]]
    for key in list(places.names)[1:]:
        lines.append([Cell(places.names[key], link=places.at(key)), t._(_ABOUT[key])])
    lines += [
        [],
        [Cell(t._("Consultations listed")), len(facts.consultations)],
        [t._("Cases listed"), len(facts.cases)],
    ]
    lines.append([t._("Organisations listed"), len(facts.organisations)])
    lines.append([t._("Procurements listed"), len(facts.market.procurements)])
    if facts.workshops.workshops:
        lines.append([t._("Workshops listed"), len(facts.workshops.workshops)])
    if facts.buddies.plans:
        lines.append([t._("Buddy plans listed"), len(facts.buddies.plans)])
    hidden = sum(facts.restricted.values())
    if hidden:
        lines.append([t._("Restricted records, counted but not listed"), hidden])
    yield PageSheet(places.names["cover"], words.title(facts), lines, (34, 90))


CHAPTER = Chapter("cover", _blocks, _sheets)
