"""`report pack` and `check --certificate`: the papers of a workshop in one folder, and what is known about a number."""

from pathlib import Path

from p2i_desktop.cli.call import DONE, PROBLEMS, Call, Failure
from p2i_desktop.services.certificates import certificate_list, why_words
from p2i_desktop.services.errors import Environment
from p2i_desktop.services.office import Office, look_at, open_office
from p2i_desktop.services.pack_handing import hand_over
from p2i_desktop.services.pack_making import prepare
from p2i_desktop.services.workshop_file import WorkshopFile
from p2i_desktop.services.workshop_pack import PackWish, Part, offer


def pack(call: Call) -> int:
    """Makes the pack of a workshop in a folder below `--out`: the parts named, else those that its state proposes."""
    args, texts = call.args, call.texts
    for name in ("file", "out", "key"):
        if not getattr(args, name):
            option = "FILE" if name == "file" else f"--{name}"
            raise Failure(texts._("{option} is missing. Help: p2i-desktop report --help").format(option=option))
    if Path(args.out).is_file():
        raise Failure(texts._("{name} is a file. A pack needs a folder.").format(name=args.out))
    wanted = _parts(call)
    with open_office(call.file, clock=call.clock, settings=call.settings) as office:
        if office.read_only:
            raise Environment("read_only", call.file)
        key = _key(call, office)
        offered = offer(office, key, texts.language)
        parts = wanted or offered.proposed
        wish = PackWish(key, parts, args.language, args.recipient)
        made = hand_over(office, prepare(office, wish, Path(args.out)))
        without = _without(call, office, offered.file) if Part.CERTIFICATES in parts else []
    value = {
        "folder": str(made.folder), "files": list(made.files), "certificates": made.certificates, "new": made.new,
        "without": [{"name": name, "why": why} for name, why in without],
    }  # fmt: skip
    count = texts.ngettext("{n} file", "{n} files", len(made.files))
    lines = [f"{made.folder}: {count}"]
    if Part.CERTIFICATES in parts:
        issued = texts.ngettext("{n} certificate", "{n} certificates", made.certificates)
        lines.append(issued)
        lines += [texts._("{name}: {why}").format(name=name, why=why) for name, why in without]
    call.answer(value, *lines)
    return DONE


def _parts(call: Call) -> frozenset[Part]:
    """What was named, or nothing; Failure for a part that does not exist."""
    texts = call.texts
    named = [part.strip().lower().replace("-", "_") for part in call.args.parts.split(",") if part.strip()]
    known = {part.value for part in Part}
    for name in named:
        if name not in known:
            raise Failure(
                texts._("There is no part {name} of a pack. The parts are: {list}.").format(
                    name=name, list=", ".join(Part)
                )
            )
    return frozenset(Part(name) for name in named)


def _key(call: Call, office: Office) -> str:
    try:
        return office.workshops.of_key(call.args.key)
    except LookupError as error:
        raise Failure(str(error.args[0])) from None


def _without(call: Call, office: Office, file: WorkshopFile) -> list[tuple[str, str]]:
    """Who gets no certificate, and why."""
    found = certificate_list(file, office.work)
    return [(left.row.name, why_words(file, left, call.texts)) for left in found.left_out]


def check_certificate(call: Call) -> int:
    """Prints what is known about a certificate by its number; 1 when it is none that holds."""
    texts = call.texts
    with look_at(call.file, clock=call.clock, settings=call.settings) as office:
        found = office.certificates.check(call.args.certificate)
    facts = found.facts(texts)
    value = {
        "standing": found.standing.value, "valid": found.valid, "number": found.number,
        "issued_on": found.issued_on.isoformat() if found.issued_on else None, "event": found.event_number,
        "holder": found.holder, "minutes": found.minutes, "new_number": found.new_number,
    }  # fmt: skip
    call.answer(
        value,
        found.sentence(texts),
        *(texts._("{label}: {value}").format(label=label, value=told) for label, told in facts),
    )
    return DONE if found.valid else PROBLEMS
