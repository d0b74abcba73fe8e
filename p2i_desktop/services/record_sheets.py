"""Records as sheets: one a type, a column a field with its label, references by name and by id."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from p2i_desktop.domain.record import About, FieldKind, FieldSpec, Money, Record, fields_of, type_key
from p2i_desktop.domain.records import BY_NAME, RECORD_TYPES
from p2i_desktop.i18n import Texts
from p2i_desktop.services.confidential import Hidden
from p2i_desktop.services.naming import name_of
from p2i_desktop.storage.store import Store

if TYPE_CHECKING:
    from p2i_desktop.reports.excel.tables import Column, Kind, Plain, TableSheet

Records = Callable[[type[Record]], Iterator[Record]]
Write = Callable[[Any], Sequence["Plain"]]  # a field's value -> its cells
_KINDS: dict[FieldKind, "Kind"] = {
    FieldKind.DATE: "date", FieldKind.INSTANT: "instant", FieldKind.TIME: "time", FieldKind.INT: "integer",
    FieldKind.MINUTES: "integer", FieldKind.DECIMAL: "number", FieldKind.MONEY: "money",
    FieldKind.CHOICE: "word", FieldKind.BOOL: "word", FieldKind.REF: "word",
}  # fmt: skip
_UNITS = {FieldKind.MINUTES: "min"}


class Names:
    """Names of records by id, each looked up once."""

    def __init__(self, store: Store, hidden: Hidden) -> None:
        self._store = store
        self._hidden = hidden
        self._known: dict[str, str] = {}

    def of(self, kind: str, record_id: str) -> str:
        """The name of a record; its id when it has none, or when it is hidden."""
        if record_id not in self._known:
            secret = self._hidden.hides_key(kind, record_id)
            self._known[record_id] = ("" if secret else name_of(self._store, kind, record_id)) or record_id
        return self._known[record_id]


def record_sheets(
    store: Store, hidden: Hidden, records: Records, texts: Texts, counts: dict[str, int]
) -> Iterator["TableSheet"]:
    """One sheet for every record type that has records, without the hidden ones; `counts` is filled as rows are written."""
    names = Names(store, hidden)
    for record_type in RECORD_TYPES:
        counts[type_key(record_type)] = 0
        if store.count(record_type) or type_key(record_type) == "rule_settings":
            yield _sheet(record_type, records, texts, names, counts)


def _sheet(
    record_type: type[Record], records: Records, texts: Texts, names: Names, counts: dict[str, int]
) -> "TableSheet":
    from p2i_desktop.reports.excel.tables import Column, TableSheet

    key = type_key(record_type)
    specs = fields_of(record_type)
    writers = [_writer(spec, texts, names) for spec in specs]
    columns = [
        Column(texts._("Id"), "text", source=f"{key}.id", personal=False),
        *(column for spec in specs for column in _columns(record_type, spec, texts)),
        Column(texts._("Revision"), "integer", source=f"{key}.revision", personal=False),
        Column(texts._("In the bin since"), "instant", source=f"{key}.deleted_at", personal=False),
    ]

    def rows() -> Iterator[Sequence["Plain"]]:
        for record in records(record_type):
            counts[key] += 1
            cells: list[Plain] = [record.id]
            for spec, write in zip(specs, writers, strict=True):
                cells += write(getattr(record, spec.name))
            yield (*cells, record.revision, _local(record.deleted_at))

    return TableSheet(texts.type_name(record_type), tuple(columns), rows(), table=f"T_{key}")


def _columns(record_type: type[Record], spec: FieldSpec, texts: Texts) -> Iterator["Column"]:
    from p2i_desktop.reports.excel.tables import Column

    label = texts.field(record_type, spec.name)
    source = f"{type_key(record_type)}.{spec.name}"
    kind = _KINDS.get(spec.kind, "text")
    unit = _UNITS.get(spec.kind, "")
    yield Column(label, kind, unit=unit, source=source, personal=spec.free_text)
    if spec.kind is FieldKind.MONEY:
        yield Column(texts._("{field}: currency").format(field=label), "word", source=source, personal=False)
    elif spec.kind in (FieldKind.REF, FieldKind.REFS, FieldKind.ABOUT):
        yield Column(texts._("{field}: id").format(field=label), "text", source=source, personal=False)


def _writer(spec: FieldSpec, texts: Texts, names: Names) -> Write:
    """How the cells of one field are made from its value."""
    target = type_key(BY_NAME[spec.target]) if spec.target else ""
    match spec.kind:
        case FieldKind.CHOICE:
            return lambda value: [texts.label(value) if value is not None else None]
        case FieldKind.CHOICES:
            return lambda value: [_listed(texts.label(one) for one in value)]
        case FieldKind.WORDS | FieldKind.TEXTS:
            return lambda value: [_listed(value)]
        case FieldKind.LABELS:
            return lambda value: [_listed(f"{language}: {text}" for language, text in value)]
        case FieldKind.BOOL:
            return lambda value: [texts.yes_no(value) if value is not None else None]
        case FieldKind.REF:
            return lambda value: [names.of(target, value), value] if value else [None, None]
        case FieldKind.REFS:
            return lambda value: [_listed(names.of(target, one) for one in value), _listed(value)]
        case FieldKind.ABOUT:
            return lambda value: _about(value, names)
        case FieldKind.MONEY:
            return _money
        case FieldKind.INSTANT:
            return lambda value: [_local(value)]
    return lambda value: [value]


def _listed(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))


def _money(value: Money | None) -> Sequence["Plain"]:
    return [value.amount, value.currency] if value is not None else [None, None]


def _about(value: About | None, names: Names) -> Sequence["Plain"]:
    return [names.of(value.type, value.id), f"{value.type} {value.id}"] if value is not None else [None, None]


def _local(moment: Any) -> Any:
    """An instant as the computer's own time without zone: workbooks know none."""
    return moment.astimezone().replace(tzinfo=None) if moment is not None else None
