"""`undo` and `export`: one changes the file, the other writes another one."""

from pathlib import Path

from p2i_desktop.cli.call import DONE, PROBLEMS, Call, Failure
from p2i_desktop.services.errors import Environment
from p2i_desktop.services.office import look_at, open_office


def undo(call: Call) -> int:
    """Takes the last step back and prints its name; 1 when there is nothing to take back."""
    texts = call.texts
    with open_office(call.file, clock=call.clock, settings=call.settings) as office:
        if office.read_only:
            raise Environment("read_only", call.file)
        name = office.steps.undo_label()
        if name is None:
            raise Failure(texts._("There is nothing to undo."), PROBLEMS)
        office.steps.undo()
        words = texts.step(name.label)
        about = ", ".join(name.about)
        line = texts._("Undone: {step} ({about})") if about else texts._("Undone: {step}")
        call.answer({"label": words}, line.format(step=words, about=about))
    return DONE


def export(call: Call) -> int:
    """Writes all records as a workbook or as JSON, or meetings as a calendar, by the ending of the name."""
    out = Path(call.args.out)
    form = out.suffix.lower()
    if form not in (".xlsx", ".json", ".ics"):
        raise Failure(
            call.texts._("{name} should end in .xlsx or .json, or in .ics for meetings.").format(
                name=out.name or call.args.out or "OUT"
            )
        )
    if form == ".ics":
        return _calendar(call, out)
    for option in ("plan", "milestones", "workshop"):
        if getattr(call.args, option):
            raise Failure(
                call.texts._("{option} belongs to a calendar: the name should end in .ics.").format(
                    option=f"--{option}"
                )
            )
    with look_at(call.file, clock=call.clock, settings=call.settings) as office:
        if form == ".json":
            done = office.handing_out.export_json(out)
        else:
            done = office.handing_out.export_workbook(out, call.texts.language)
        counts = {key: n for key, n in done.counts.items() if n}
        line = call.texts.ngettext("{n} record", "{n} records", sum(counts.values()))
        lines = [f"{out}: {line}"]
        if form == ".json":
            lines.append(call.texts._("The archive is whole: it holds restricted records and the bin as well."))
        elif done.restricted:
            left_out = call.texts.ngettext(
                "{n} restricted record was left out.", "{n} restricted records were left out.", done.restricted
            )
            lines.append(left_out)
        if done.counts.get("attachment"):
            lines.append(
                call.texts._("The attached files themselves are not in it; they lie in {folder}.").format(
                    folder=office.attachments.folder
                )
            )
        call.answer({"path": str(out), "counts": done.counts, "sha256": done.sha256}, *lines)
    return DONE


def _calendar(call: Call, out: Path) -> int:
    """Writes the meetings of all plans in force or of one plan, or the sessions of a workshop, for other calendars."""
    args, texts = call.args, call.texts
    if out.is_dir():
        raise IsADirectoryError(21, "", str(out))
    if args.workshop and (args.plan or args.milestones):
        raise Failure(texts._("A calendar is that of plans or that of a workshop, not of both."))
    with look_at(call.file, clock=call.clock, settings=call.settings) as office:
        try:
            plan = office.plans.of_key(args.plan) if args.plan else ""
            workshop = office.workshops.of_key(args.workshop) if args.workshop else ""
        except LookupError as error:
            raise Failure(str(error.args[0])) from error
        if workshop:
            made = office.calendar_out.save_workshop(out, workshop, texts.language)
        else:
            made = office.calendar_out.save(out, plan, milestones=args.milestones, language=texts.language)
    line = texts.ngettext("{n} entry", "{n} entries", made.entries)
    call.answer({"path": str(made.path), "entries": made.entries, "sha256": made.sha256}, f"{made.path}: {line}")
    return DONE
