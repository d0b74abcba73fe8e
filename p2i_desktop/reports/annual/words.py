"""Words that several chapters share: periods, units, groups, states."""

from datetime import date

from p2i_desktop.i18n import Texts
from p2i_desktop.reports.document import Change, Figure, Mood, Note, State
from p2i_desktop.reports.excel.model import Kind
from p2i_desktop.reports.facts import Facts, Kpi

NO_DATA = "–"
KINDS = ("output", "outcome", "impact", "quality")  # in the order of the report
_GOOD, _BAD = ("reached", "on_track"), ("missed", "behind")


def title(facts: Facts) -> str:
    """The title of the report: "Annual report 2025"."""
    return facts.texts._("Annual report {year}").format(year=facts.year)


def span(texts: Texts, since: date, until: date) -> str:
    """A period with its year: "1 Jan – 21 Nov 2026" or both days in full."""
    if since.year == until.year:
        return texts._("{first} to {last} {year}").format(
            first=texts.day_month(since), last=texts.day_month(until), year=until.year
        )
    return texts._("{first} to {last}").format(first=texts.date(since), last=texts.date(until))


def period(facts: Facts) -> str:
    """The period of the report in words."""
    return span(facts.texts, facts.since, facts.until)


def state(texts: Texts, kpi: Kpi) -> State:
    """The judgement on a target, with its mood."""
    mood: Mood = "good" if kpi.state in _GOOD else "bad" if kpi.state in _BAD else "plain"
    return State(texts.keyed("state", kpi.state), mood)


def change(kpi: Kpi) -> Change:
    """The change against the year before."""
    return Change(kpi.change, kpi.printed_change, kpi.direction)


def figure(facts: Facts, kpi: Kpi, note: str = "") -> Figure:
    """The value of the report year with its records."""
    return Figure(
        kpi.code, kpi.version, f"{facts.since.isoformat()}/{facts.until.isoformat()}", kpi.value, kpi.unit, kpi.printed,
        tuple(worth.record for worth in kpi.worths), kpi.low, kpi.high, note,
    )  # fmt: skip


def range_text(facts: Facts, kpi: Kpi) -> str:
    """What missing fields mean for a figure: "61.0–68.0 %: 7 of 100 without the field"."""
    t = facts.texts
    if kpi.base:
        return t._("{range}: {missing} of {base} records lack the field that decides").format(
            range=kpi.printed_range, missing=t.number(kpi.missing), base=t.number(kpi.base)
        )
    text = t.ngettext(
        "{range}: {n} record lacks the field that decides",
        "{range}: {n} records lack the field that decides",
        kpi.missing,
    )
    return text.replace("{range}", kpi.printed_range)


def range_mark(facts: Facts, kpi: Kpi, notes: list[Note]) -> str:
    """The mark of the footnote with the range of a figure, which it adds once; "" where nothing is missing."""
    if not (kpi.printed_range and kpi.missing):
        return ""
    text = range_text(facts, kpi)
    mark = next((note.mark for note in notes if note.text == text), str(len(notes) + 1))
    if len(notes) < int(mark):
        notes.append(Note(mark, text))
    return mark


def number_kind(kpi: Kpi) -> Kind:
    """The kind of the cells that hold the value of an indicator."""
    if kpi.unit == "%":
        return "percent"
    return "number" if kpi.places else "integer"


def share(part: int, whole: int, texts: Texts) -> str:
    """A part in percent of the whole; nothing of nothing is no data."""
    return texts.percent(100 * part / whole) if whole else NO_DATA
