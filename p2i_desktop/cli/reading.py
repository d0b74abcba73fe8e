"""Commands that only read: they work beside an open window."""

from typing import TYPE_CHECKING

from p2i_desktop.cli.call import DONE, PROBLEMS, Call, Failure
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.services.office import Office, look_at

if TYPE_CHECKING:
    from p2i_desktop.i18n import Texts
    from p2i_desktop.services.figures import IndicatorRow
    from p2i_desktop.services.steps import HistoryItem


def _look(call: Call) -> Office:
    return look_at(call.file, clock=call.clock, settings=call.settings)


def figures(call: Call) -> int:
    """Prints every indicator of a year, or one explained."""
    args, texts = call.args, call.texts
    with _look(call) as office:
        if args.explain:
            return _explain(call, office)
        rows = office.figures.year(args.year, args.until, texts.language)
        lines = [
            texts._("{code}  {label}: {value}").format(code=row.code, label=row.label, value=_with_unit(row))
            for row in rows
        ]
        call.answer([row.as_json() for row in rows], *lines)
    return DONE


def _with_unit(row: "IndicatorRow") -> str:
    """A value as printed, with its unit where the value does not say it."""
    if row.unit in ("number", "%") or row.value is None or row.unit_label in row.printed:
        return row.printed
    return f"{row.printed} {row.unit_label}"


def _explain(call: Call, office: Office) -> int:
    args, texts = call.args, call.texts
    try:
        told = office.figures.explain(args.explain, args.year, args.until, texts.language)
    except KeyError:
        raise Failure(texts._("There is no indicator {code}.").format(code=args.explain)) from None
    hidden = texts.ngettext(
        "{n} restricted record counts but is not listed",
        "{n} restricted records count but are not listed",
        told.restricted,
    )
    call.answer(
        told.as_json(),
        texts._("{code}  {label}: {value}").format(code=told.code, label=told.label, value=told.printed),
        told.definition,
        texts.ngettext("{n} record", "{n} records", len(told.records)),
        *told.records,
        *([hidden] if told.restricted else []),
    )
    return DONE


def search(call: Call) -> int:
    """Prints what the search box finds."""
    with _look(call) as office:
        found = office.finding.search(call.args.text, call.args.limit)
        hits = [{"type": hit.type, "id": hit.id, "title": hit.title, "snippet": hit.snippet} for hit in found.hits]
        lines = [f"{hit['type']}  {hit['id']}  {hit['title']}" for hit in hits]
        call.answer(hits, *(lines or [call.texts._("No hit.")]))
    return DONE


def history(call: Call) -> int:
    """Prints all changes of one record, oldest first."""
    texts = call.texts

    def step(item: "HistoryItem") -> str:
        words = texts.step(item.label)
        if item.kind == "undo":
            return texts._("Undo: {step}").format(step=words)
        return texts._("Redo: {step}").format(step=words) if item.kind == "redo" else words

    with _look(call) as office:
        items = office.steps.history(call.args.id)
        call.answer(
            [
                {
                    "step": item.step, "label": step(item), "time": _utc(item.at.isoformat()), "actor": item.actor,
                    "field": item.field, "old": item.raw_old, "new": item.raw_new,
                }
                for item in items
            ],
            *(f"{texts.instant(item.at)}  {item.actor}  {step(item)}  {_change(item, texts)}" for item in items),
        )  # fmt: skip
    return DONE


def _change(item: "HistoryItem", texts: "Texts") -> str:
    """What a change did, in the words of the window: the label of the field, its values before and after."""
    if item.field == "deleted_at":
        return texts._("Put into the bin") if item.new else texts._("Taken out of the bin")
    record_type = BY_KEY[item.type]
    old, new = (texts.value_of(record_type, item.field, value) for value in (item.old, item.new))
    return f"{texts.field(record_type, item.field)}: {old} → {new}"


def _utc(text: str) -> str:
    return text.replace("+00:00", "Z")


def _risk(call: Call, office: Office) -> list[str]:
    """Where the file lies is no fault of the file: said, without an effect on the exit code."""
    from p2i_desktop.services.standing import RISKS

    risk = office.standings.risk()
    return [call.texts._(RISKS[risk.kind]).replace("{name}", risk.service)] if risk else []


def check(call: Call) -> int:
    """Checks the file to the bottom, or one certificate by its number; 1 when something is wrong."""
    if call.args.certificate is not None:
        from p2i_desktop.cli.packing import check_certificate

        return check_certificate(call)
    from p2i_desktop.services.checking import check as check_file

    with _look(call) as office:
        findings = check_file(office, call.texts)
        call.answer(
            {
                "ok": not findings,
                "problems": [{"code": one.code, "what": one.what, "remedy": one.remedy} for one in findings],
            },
            *([f"{one.code}: {one.what} {one.remedy}" for one in findings] or [call.texts._("The file is whole.")]),
            *_risk(call, office),
        )
    return PROBLEMS if findings else DONE
