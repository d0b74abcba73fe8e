"""What a list of participants is told in: notes about the file, reasons of rows, what becomes of a row."""

from collections.abc import Sequence
from pathlib import Path

from p2i_desktop.domain.workshops import Participation
from p2i_desktop.exchange import rejected_file
from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.exchange.rejected_file import Rejected
from p2i_desktop.exchange.table_shape import Fault, Note
from p2i_desktop.i18n import Texts
from p2i_desktop.services.people_plan import Line, Verdict
from p2i_desktop.services.taking_in_people import Check, Mapped

MOST_SHOWN = 100  # reasons that are printed; all of them are in the file of the wrong rows


def column_name(texts: Texts, field: str) -> str:
    """What a field of a list is called."""
    return texts.keyed("people_column", field)


def note(texts: Texts, one: Note) -> str:
    """A note about a file or a row as a sentence."""
    values = dict(one.values)
    if "fields" in values:
        values["fields"] = ", ".join(column_name(texts, field) for field in values["fields"].split(","))
    return filled(texts.keyed("table", one.kind), values)


def fault(texts: Texts, one: Fault, mapped: Mapped) -> str:
    """Why a row is not taken in, with the column where it is one."""
    words = filled(texts.keyed("table", one.kind), dict(one.values))
    field = mapped.columns.get(one.column)
    return texts._("{field}: {new}").format(field=column_name(texts, field), new=words) if field else words


def reasons(texts: Texts, line: Line, mapped: Mapped) -> str:
    """Why a row is wrong; "" for one that is not."""
    told = [fault(texts, one, mapped) for one in line.faults]
    told += [texts.message(one) for one in line.problems]
    if not told and line.verdict is Verdict.WRONG:
        told = [texts._("The same person as in line {line}, which is wrong.").format(line=line.double_of)]
    return " ".join(dict.fromkeys(told))


def what(texts: Texts, line: Line, mapped: Mapped) -> str:
    """What becomes of a row, and everything that is to be said about it, as one text."""
    told: list[str] = []
    if line.verdict is Verdict.WRONG:
        told.append(reasons(texts, line, mapped))
    elif line.verdict is Verdict.DOUBLE:
        told.append(texts._("The same person as in line {line}.").format(line=line.double_of))
    elif line.verdict is Verdict.CHANGED:
        told.append(", ".join(dict.fromkeys(_field(texts, name) for name in line.changes)))
    elif line.verdict is Verdict.DOUBTFUL and line.candidates:
        best = line.candidates[0]
        told.append(
            texts._("Perhaps {name} ({n} %).").format(name=named(best.name, best.organisation_name), n=best.likeness)
        )
    elif line.contact_name and line.likeness:
        told.append(texts._("Known contact ({n} %).").format(n=line.likeness))
    if line.new_contact:
        told.append(texts._("Becomes a contact."))
    if line.office is not None and line.office.likeness < 100 and line.verdict is not Verdict.WRONG:
        told.append(
            texts._("Organisation as written; similar: {name} ({n} %).").format(
                name=line.office.name, n=line.office.likeness
            )
        )
    told += [note(texts, one) for one in line.notes]
    return " ".join(one for one in told if one)


def named(name: str, organisation: str) -> str:
    """A person with where they work."""
    return f"{name}, {organisation}" if organisation else name


def sums(texts: Texts, check: Check) -> list[str]:
    """The counts of a list, without those that are nothing."""
    count = check.counts
    parts = [
        (count[Verdict.NEW], texts.ngettext("{n} new", "{n} new", count[Verdict.NEW])),
        (count[Verdict.DOUBTFUL], texts.ngettext("{n} doubtful", "{n} doubtful", count[Verdict.DOUBTFUL])),
        (count[Verdict.CHANGED], texts.ngettext("{n} changed", "{n} changed", count[Verdict.CHANGED])),
        (count[Verdict.SAME], texts.ngettext("{n} as it is", "{n} as they are", count[Verdict.SAME])),
        (count[Verdict.DOUBLE], texts.ngettext("{n} twice in the list", "{n} twice in the list", count[Verdict.DOUBLE])),
        (count[Verdict.LEFT_OUT], texts.ngettext("{n} left out", "{n} left out", count[Verdict.LEFT_OUT])),
        (count[Verdict.WRONG], texts.ngettext("{n} wrong", "{n} wrong", count[Verdict.WRONG])),
    ]  # fmt: skip
    return [words.replace("{n}", texts.number(number)) for number, words in parts if number]


def whole_list(texts: Texts, mapped: Mapped, notes: Sequence[Note]) -> list[str]:
    """What is to be said about the list: where its headings stand, what is not taken in, what was met while reading."""
    table = mapped.table
    told: list[str] = []
    if table.above:
        lines = texts.number(len(table.above))
        words = texts.ngettext(
            "{n} line above the headings is a title.", "{n} lines above the headings are a title.", len(table.above)
        )
        told.append(words.replace("{n}", lines))
    if table.sheet.blank:
        words = texts.ngettext("{n} empty line is left out.", "{n} empty lines are left out.", table.sheet.blank)
        told.append(words.replace("{n}", texts.number(table.sheet.blank)))
    if left_out := mapped.left_out():
        told.append(texts._("Not taken in: {list}").format(list=", ".join(left_out)))
    hidden = sum(row.hidden for row in table.rows)
    if hidden:
        words = texts.ngettext("{n} row is hidden in the workbook; it is taken in too.", "{n} rows are hidden in the workbook; they are taken in too.", hidden)  # fmt: skip
        told.append(words.replace("{n}", texts.number(hidden)))
    return told + [note(texts, one) for one in dict.fromkeys((*table.notes, *notes))]


def write_rejected(path: Path, texts: Texts, check: Check, mapped: Mapped) -> int:
    """Writes the wrong rows as they stood in the file, with their reasons (.xlsx or .csv); how many there are. OSError.

    Without any, no file is written.
    """
    raw = {row.line: row.cells for row in mapped.table.sheet.rows}
    wrong = [line for line in check.lines if line.verdict is Verdict.WRONG]
    rows = [Rejected(one.person.line, raw[one.person.line], reasons(texts, one, mapped)) for one in wrong]
    if rows:
        titles = [title or str(at) for at, title in enumerate(mapped.table.titles, 1)]
        rejected_file.write(path, titles, rows, (texts._("Line"), texts._("Reason")))
    return len(rows)


def unreadable(texts: Texts, error: Unreadable) -> str:
    """Why a list cannot be read at all; what was pasted has no name of its own."""
    values = dict(error.values)
    values["name"] = error.name or texts._("The pasted text")
    return filled(texts.keyed("error_in", error.kind), values)


def filled(template: str, values: dict[str, str]) -> str:
    """A sentence with its places filled; what stands in the values is never read as a place."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", value.replace("{", "\x00"))
    return template.replace("\x00", "{")


def _field(texts: Texts, name: str) -> str:
    return texts.field(Participation, name)
