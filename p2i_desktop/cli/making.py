"""`demo` and `report`: what makes files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from p2i_desktop.cli.arguments import FORMS
from p2i_desktop.cli.call import DONE, Call, Failure, complain
from p2i_desktop.services.errors import Environment
from p2i_desktop.services.office import Office, look_at, open_office
from p2i_desktop.services.printing import Asked

if TYPE_CHECKING:
    from p2i_desktop.reports.catalogue import Report
    from p2i_desktop.services.report_handed import Handed


def demo(call: Call) -> int:
    """Makes the demo centre and its last complete year on paper, and prints the three paths."""
    args, texts = call.args, call.texts
    dest = Path(args.dest)
    if dest.suffix != ".p2i":
        raise Failure(texts._("{name} should end in .p2i.").format(name=dest.name or args.dest))
    if dest.is_dir():
        raise Environment("folder", dest)
    if dest.exists():
        return _existing(call, dest)
    dest.parent.mkdir(parents=True, exist_ok=True)
    counts, year = _make(call, dest)
    paths = {"file": dest, **_reports(call, dest, year)}
    value = {"paths": {name: str(path) for name, path in paths.items()}, "counts": counts}
    call.answer(value, *(str(path) for path in paths.values()))
    return _open(call, dest) if args.open else DONE


def _existing(call: Call, dest: Path) -> int:
    """A second demo of the same name: opened when that was asked for, never overwritten."""
    if not call.args.open:
        raise Environment("exists", dest)
    call.say(call.texts._("{name} exists already and is opened as it is.").format(name=dest))
    return _open(call, dest)


def _make(call: Call, dest: Path) -> tuple[dict[str, int], int]:
    from p2i_desktop.services.demo import make_demo

    made = make_demo(
        dest, today=call.clock.today(), seed=call.args.seed, scale=call.args.scale, language=call.texts.language
    )
    return dict(made.counts), made.report_year


def _reports(call: Call, dest: Path, year: int) -> dict[str, Path]:
    """The annual report of a year in both forms, beside the file."""
    with look_at(dest, clock=call.clock, settings=call.settings) as office:
        return {
            form: office.printing.make(
                "annual", year=year, form=form, language=call.texts.language,
                out=dest.with_name(f"{dest.stem}-{year}.{form}"),
            ).path
            for form in ("pdf", "xlsx")
        }  # fmt: skip


def _open(call: Call, dest: Path) -> int:
    """Opens the window where there is a screen; without one the work is done all the same."""
    from p2i_desktop.cli.window import no_screen, open_on

    reason = no_screen(call.texts)
    if reason:
        call.say(reason) if not call.args.json else None
        return DONE
    return open_on(call, dest)


def report(call: Call) -> int:
    """Lists the reports, or makes one."""
    args, texts = call.args, call.texts
    if args.id == "list":
        return _list(call)
    if args.id == "pack":
        from p2i_desktop.cli.packing import pack

        return pack(call)
    for name in ("parts", "recipient"):
        if getattr(args, name):
            raise Failure(texts._("{option} belongs to a pack: p2i-desktop report pack").format(option=f"--{name}"))
    for name in ("file", "out"):
        if not getattr(args, name):
            option = "FILE" if name == "file" else f"--{name}"
            raise Failure(texts._("{option} is missing. Help: p2i-desktop report --help").format(option=option))
    out = Path(args.out)
    args.form = _form(call, out)
    if out.is_dir():
        raise IsADirectoryError(21, "", str(out))
    if args.id == "certificates":
        _issue(call)
    with look_at(call.file, clock=call.clock, settings=call.settings) as office:
        asked: Asked = {"language": args.language, **_chosen(call, office)}
        made = office.printing.make(args.id, form=args.form, out=out, **asked)
        if made.form == "pdf":
            count = texts.ngettext("{n} page", "{n} pages", made.count)
        else:
            count = texts.ngettext("{n} sheet", "{n} sheets", made.count)
        call.answer(made.as_json(), f"{made.path}: {count}")
    if made.handed is not None:
        _note(call, made.handed)
    return DONE


def _form(call: Call, out: Path) -> str:
    """PDF or workbook: as asked for, else as the name of the file says; Failure where both say different things."""
    texts, asked = call.texts, str(call.args.form)
    named = out.suffix[1:].lower()
    if not asked and named not in FORMS:
        raise Failure(texts._("{name} should end in .pdf or .xlsx, or --form say which.").format(name=out.name))
    if asked and named in FORMS and named != asked:
        raise Failure(texts._("{name} contradicts --form {form}.").format(name=out.name, form=asked))
    return asked or named


def _issue(call: Call) -> None:
    """Draws the numbers of certificates that have none yet; a file in which all have theirs is only read. Failure."""
    with look_at(call.file, clock=call.clock, settings=call.settings) as office:
        key = _chosen(call, office).get("key", "")
        missing = office.certificates.list(key).drawn
    if missing:
        with open_office(call.file, clock=call.clock, settings=call.settings) as office:
            if office.read_only:
                raise Environment("read_only", call.file)
            office.certificates.issue(key)


def _note(call: Call, handed: Handed) -> None:
    """Writes down whom the paper names; the paper stands all the same where the file cannot be written just now."""
    from p2i_desktop.cli.sentences import sentence_of
    from p2i_desktop.services.report_handed import note_handed

    try:
        with open_office(call.file, clock=call.clock, settings=call.settings) as office:
            if office.read_only:
                raise Environment("read_only", call.file)
            note_handed(office.disclosures, handed)
    except Environment as error:
        known = sentence_of(error, call.texts)
        words = call.texts._("That names went out could not be noted in the file: {why}")
        complain(words.replace("{why}", known[0] if known is not None else ""))


def _chosen(call: Call, office: Office) -> Asked:
    """What the report asks for: a year (else the last complete one), a record, and how it is told; Failure."""
    args, texts = call.args, call.texts
    asked = next((one for one in office.printing.reports() if one.id == args.id), None)
    if asked is None:
        raise Failure(_unknown(call))
    _refuse_options(call, asked)
    if "workshop" in asked.asks:
        return _workshop(call, office)
    if "plan" in asked.asks or "meeting" in asked.asks:
        return _buddies(call, office, asked.asks)
    if not {"case", "year"} & set(asked.asks):
        return {}
    if "case" not in asked.asks:
        return {"year": args.year or _last_year(call, office)}
    if not args.key:
        raise Failure(texts._("{option} is missing. Help: p2i-desktop report --help").format(option="--key"))
    case = office.advice.case_by_reference(args.key)
    if case is None:
        raise Failure(texts._("There is no case {case}.").format(case=args.key))
    return {"key": case.id, "anonymise": args.anonymise}


def _refuse_options(call: Call, asked: Report) -> None:
    """Failure for an option or a form that this report has not."""
    args, texts = call.args, call.texts
    if args.form not in asked.forms:
        raise Failure(texts._("The report {id} exists as PDF only.").format(id=args.id))
    if args.anonymise and not {"anonymise", "names"} & set(asked.asks):
        raise Failure(texts._("The report {id} cannot be anonymised.").format(id=args.id))
    if args.without_annexes and "annexes" not in asked.asks:
        raise Failure(texts._("The report {id} has no annexes to leave out.").format(id=args.id))
    if args.names and ("names" not in asked.asks or args.anonymise):
        raise Failure(texts._("The report {id} has no choice of names.").format(id=args.id))
    if args.columns and "columns" not in asked.asks:
        raise Failure(texts._("The report {id} has no columns to choose.").format(id=args.id))


def _workshop(call: Call, office: Office) -> Asked:
    """A workshop by its number, with names and columns as they were chosen. Failure."""
    from p2i_desktop.reports.workshop.facts import COLUMNS

    args, texts = call.args, call.texts
    if not args.key:
        raise Failure(texts._("{option} is missing. Help: p2i-desktop report --help").format(option="--key"))
    columns = tuple(name.strip() for name in args.columns.split(",") if name.strip())
    unknown = [name for name in columns if name not in COLUMNS]
    if unknown:
        raise Failure(
            texts._("There is no column {name}. The columns are: {list}.").format(
                name=unknown[0], list=", ".join(COLUMNS)
            )
        )
    try:
        key = office.workshops.of_key(args.key)
    except LookupError as error:
        raise Failure(str(error.args[0])) from None
    return {"key": key, "names": args.names, "columns": columns}


def _buddies(call: Call, office: Office, asks: tuple[str, ...]) -> Asked:
    """A plan or meeting by its key; without one the progress of all plans, of a year where it is given. Failure."""
    args, texts = call.args, call.texts
    told: Asked = {"anonymise": args.anonymise, "annexes": not args.without_annexes}
    if not args.key:
        if "year" not in asks:
            raise Failure(texts._("{option} is missing. Help: p2i-desktop report --help").format(option="--key"))
        return {"year": args.year or 0, **told}
    from p2i_desktop.services.report_keys import meeting_of_key, plan_of_key

    find = meeting_of_key if "meeting" in asks else plan_of_key
    try:
        return {"key": find(office.work, args.key), **told}
    except LookupError as error:
        raise Failure(str(error.args[0])) from None


def _last_year(call: Call, office: Office) -> int:
    """The last complete year, as the centre counts its years."""
    today = call.clock.today()
    return next(
        year for year in (today.year, today.year - 1, today.year - 2) if office.figures.span(year).full.ends < today
    )


def _list(call: Call) -> int:
    from p2i_desktop.reports.catalogue import REPORTS

    texts = call.texts
    value = [
        {"id": one.id, "title": texts._(one.title), "asks": list(one.asks), "forms": list(one.forms)} for one in REPORTS
    ]
    call.answer(value, *(f"{one.id}  {texts._(one.title)}" for one in REPORTS))
    return DONE


def _unknown(call: Call) -> str:
    from p2i_desktop.reports.catalogue import REPORTS

    known = ", ".join(one.id for one in REPORTS)
    return call.texts._("There is no report {id}. The reports are: {list}.").format(id=call.args.id, list=known)
