"""`import … --as participants`: a list of people onto the list of a workshop, with the rows that could not be taken in."""

from pathlib import Path

from p2i_desktop.cli.call import DONE, PROBLEMS, Call, Failure
from p2i_desktop.cli.opening import office_for
from p2i_desktop.domain.parties import LegalBasis
from p2i_desktop.exchange import rejected_file
from p2i_desktop.services import people_mapping, people_words
from p2i_desktop.services.errors import Environment, Unreadable
from p2i_desktop.services.office import Office
from p2i_desktop.services.people_plan import Options
from p2i_desktop.services.taking_in_people import Check, Mapped, mapped, persons_of, read_list


def take_in_people(call: Call, source: Path) -> int:
    """Takes participants in as one step and prints the counts; 1 with wrong rows, which go into the file of `--rejected`."""
    args, texts = call.args, call.texts
    if not args.workshop:
        raise Failure(texts._("--workshop is missing: the number of the workshop, for example W-2026-09."))
    out = Path(args.rejected) if args.rejected else None
    if out is not None and out.suffix.lower() not in rejected_file.ENDINGS:
        raise Failure(texts._("{name} should end in .xlsx or .csv.").format(name=out.name))
    if out is not None and any(_same(out, Path(one)) for one in (source, args.mapping) if one):
        raise Failure(texts._("{name} is read: the wrong rows need a file of their own.").format(name=out.name))
    wanted = _mapped(call, source)
    if not wanted.table.rows:
        raise Unreadable("table_no_rows", source.name)
    if not {"name", "given_name", "family_name", "email"} & set(wanted.columns.values()):
        raise Failure(
            texts._("No column of {name} is known to hold names or e-mail addresses. --mapping can say which.").format(
                name=source.name
            )
        )
    with office_for(call) as office:
        if office.read_only and not args.dry_run:
            raise Environment("read_only", call.file)
        return _write(call, office, wanted, source.name, out)


def _same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that is there."""
    return one.exists() and other.exists() and one.samefile(other)


def _mapped(call: Call, source: Path) -> Mapped:
    if not call.args.mapping:
        return mapped(read_list(source))
    path = Path(call.args.mapping)
    return people_mapping.read_mapped(source, people_mapping.load(path), path.name)


def _write(call: Call, office: Office, wanted: Mapped, name: str, out: Path | None) -> int:
    args, texts = call.args, call.texts
    try:
        workshop = office.workshops.of_key(args.workshop)
    except LookupError as error:
        raise Failure(str(error.args[0])) from error
    persons, notes = persons_of(wanted)
    basis = LegalBasis(args.new_contacts) if args.new_contacts else LegalBasis.PUBLIC_TASK
    options = Options(bool(args.new_contacts), basis, name)
    check = office.taking_in_people.check(workshop, persons, options, notes)
    if out is not None:
        people_words.write_rejected(out, texts, check, wanted)
    step = "" if args.dry_run else office.taking_in_people.take_in(workshop, persons, options, notes).step
    value = {
        "new": check.new, "updated": check.updated, "skipped": check.skipped, "rejected": check.rejected, "step": step,
    }  # fmt: skip
    call.answer(value, *_lines(call, wanted, check, out if check.rejected else None))
    return PROBLEMS if check.rejected else DONE


def _lines(call: Call, wanted: Mapped, check: Check, out: Path | None) -> list[str]:
    texts = call.texts
    lines = [*people_words.whole_list(texts, wanted, check.notes), ", ".join(people_words.sums(texts, check))]
    for line in check.lines:
        if reason := people_words.reasons(texts, line, wanted):
            lines.append(texts._("line {line}: {text}").format(line=line.person.line, text=reason))
            if len(lines) > people_words.MOST_SHOWN:
                lines.append("…")
                break
    if out is not None:
        lines.append(texts._("Wrong rows: {path}").format(path=out))
    return lines
