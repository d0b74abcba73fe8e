"""`import`: takes in what files of the outside world hold: official code lists, and participants of a workshop."""

from pathlib import Path

from p2i_desktop.cli.call import DONE, PROBLEMS, SURROUNDINGS, Call, Failure
from p2i_desktop.cli.opening import office_for
from p2i_desktop.services.errors import Environment
from p2i_desktop.services.taking_in import read_code_lists
from p2i_desktop.services.taking_in import take_in as take_in_lists

_MOST_NAMED = 10


def take_in(call: Call) -> int:
    """Takes records in as one step and prints the counts; 1 when something was refused, 3 for an unreadable file."""
    args, texts = call.args, call.texts
    source = Path(args.source)
    if not source.exists():
        raise Failure(texts._("There is no file or folder {name}.").format(name=source), SURROUNDINGS)
    if args.kind == "participants":
        from p2i_desktop.cli.taking_in_people import take_in_people

        return take_in_people(call, source)
    for option in ("workshop", "mapping", "rejected", "new_contacts"):
        if getattr(args, option):
            name = f"--{option.replace('_', '-')}"
            raise Failure(texts._("{option} belongs to --as participants.").format(option=name))
    return _code_lists(call, source)


def _code_lists(call: Call, source: Path) -> int:
    args, texts = call.args, call.texts
    with office_for(call) as office:
        if office.read_only and not args.dry_run:
            raise Environment("read_only", call.file)
        done = take_in_lists(office, read_code_lists(source), dry_run=args.dry_run)
    value = {
        "new": done.new, "updated": done.updated + done.retired, "skipped": done.skipped, "rejected": len(done.rejected),
        "step": done.step,
    }  # fmt: skip
    lines = [
        texts._("{new} new, {updated} changed, {retired} retired, {skipped} unchanged").format(
            new=done.new, updated=done.updated, retired=done.retired, skipped=done.skipped
        )
    ]
    if done.rejected:
        named = ", ".join(done.rejected[:_MOST_NAMED]) + (" …" if len(done.rejected) > _MOST_NAMED else "")
        lines.append(texts._("Refused: {list}").format(list=named))
    call.answer(value, *lines)
    return PROBLEMS if done.rejected else DONE
