"""One sheet of a workbook, read row by row: blank rows end it, hidden and merged cells are kept in mind."""

from collections.abc import Callable, Sequence

from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.exchange.table_shape import Fault, Limits, Merge, Note, Row, Sheet, Value, is_blank
from p2i_desktop.exchange.workbook_cells import column_of, iso, number, unescaped
from p2i_desktop.exchange.workbook_parts import Attributes, Enough, Parts

_TEXTS = frozenset({"v", "t", "f"})
_TRUE = frozenset({"1", "true", "on"})


def read_sheet(
    parts: Parts,
    part: str,
    name: str,
    hidden: bool,
    shared: Sequence[str],
    moments: Sequence[bool],
    other_zero: bool,
    limits: Limits,
    told: Callable[[int], object] | None,
) -> Sheet:
    """The rows of a sheet; `shared` are the texts of the workbook, `moments` says of each style whether it shows days."""
    taker = _Taker(parts.name, shared, moments, other_zero, limits)
    parts.parse(part, taker, told)
    return Sheet(
        name, taker.rows, taker.blank_within, hidden, frozenset(taker.hidden_columns), tuple(taker.merged),
        notes=tuple(taker.notes()),
    )  # fmt: skip


class _Taker:
    def __init__(
        self, file: str, shared: Sequence[str], moments: Sequence[bool], other_zero: bool, limits: Limits
    ) -> None:
        self.rows: list[Row] = []
        self.blank_within = 0  # blank rows with filled ones behind them
        self.merged: list[Merge] = []
        self.hidden_columns: set[int] = set()
        self._file, self._shared, self._moments, self._other_zero = file, shared, moments, other_zero
        self._limits = limits
        self._line = self._last_filled = 0
        self._hidden = False
        self._cells: dict[int, Value] = {}
        self._faults: list[Fault] = []
        self._column = -1
        self._type = self._style = ""
        self._value: str | None = None
        self._inline: list[str] = []
        self._formula = False
        self._collecting: list[str] | None = None
        self._phonetic = False
        self._ended_at = self._far_right = 0
        self._half_signs = False

    def notes(self) -> list[Note]:
        """What is to be said about the sheet."""
        found = []
        if self._ended_at:
            limit = str(self._limits.blank_rows)
            found.append(Note("ended_after_blanks", (("limit", limit), ("line", str(self._ended_at)))))
        if self._far_right:
            found.append(Note("far_right", (("n", str(self._far_right)), ("limit", str(self._limits.columns)))))
        if self._half_signs:
            found.append(Note("half_signs"))
        return found

    # -- what the parser tells -----------------------------------------------------------------------------------------
    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._cell(attributes)
        elif tag in _TEXTS:
            self._collecting = None if self._phonetic else []
            self._formula = self._formula or tag == "f"
        elif tag == "row":
            self._row(attributes)
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.hidden_columns.update(range(first - 1, min(last, self._limits.columns)))

    def text(self, part: str) -> None:
        if self._collecting is not None:
            self._collecting.append(part)

    def end(self, tag: str) -> None:
        if tag in _TEXTS and self._collecting is not None:
            words = "".join(self._collecting)
            if tag == "v":
                self._value = words
            elif tag == "t":
                self._inline.append(words)
            self._collecting = None
        elif tag == "c":
            self._keep_cell()
        elif tag == "row":
            self._keep_row()
        elif tag == "rPh":
            self._phonetic = False

    # -- rows and cells ------------------------------------------------------------------------------------------------
    def _row(self, attributes: Attributes) -> None:
        self._line = int(attributes["r"]) if "r" in attributes else self._line + 1
        if self._line - self._last_filled > self._limits.blank_rows:
            self._ended_at = self._last_filled + self._limits.blank_rows
            raise Enough
        self._hidden = attributes.get("hidden") in _TRUE
        self._cells, self._faults, self._column = {}, [], -1

    def _cell(self, attributes: Attributes) -> None:
        self._column = column_of(attributes["r"]) if "r" in attributes else self._column + 1
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._value, self._inline, self._formula = None, [], False

    def _keep_cell(self) -> None:
        value, fault = self._read()
        if self._column >= self._limits.columns:
            self._far_right += value is not None or fault is not None
            return
        if fault is not None:
            self._faults.append(fault)
        if value is not None:
            self._cells[self._column] = value

    def _read(self) -> tuple[Value, Fault | None]:
        raw, column = self._value, self._column
        if self._type == "inlineStr":
            return self._text("".join(self._inline)), None
        if self._type == "str":
            return self._text(raw or ""), None
        if raw is None or raw == "":
            return None, Fault(column, "formula_not_calculated") if self._formula else None
        match self._type:
            case "s":
                return self._text(self._shared[at]) if (at := int(raw)) < len(self._shared) else None, None
            case "b":
                return raw.strip() in _TRUE, None
            case "e":
                return None, Fault(column, "cell_error", (("text", raw[:40]),))
            case "d":
                return iso(raw.strip(), column)
        moment = self._style.isdecimal() and int(self._style) < len(self._moments) and self._moments[int(self._style)]
        return number(raw.strip(), column, moment=moment, other_zero=self._other_zero)

    def _text(self, text: str) -> str | None:
        whole, half = unescaped(text)
        self._half_signs = self._half_signs or half
        return whole or None

    def _keep_row(self) -> None:
        if not self._faults and all(map(is_blank, self._cells.values())):
            return
        if len(self.rows) >= self._limits.rows:
            raise Unreadable("table_too_many_rows", self._file, limit=str(self._limits.rows))
        self.blank_within += max(0, self._line - self._last_filled - 1)
        self._last_filled = self._line
        width = max((*self._cells, *(fault.column for fault in self._faults)), default=-1) + 1
        cells = tuple(self._cells.get(at) for at in range(width))
        self.rows.append(Row(self._line, cells, tuple(self._faults), self._hidden))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        last = last or first
        corners = [(int("".join(filter(str.isdigit, one)) or "0"), column_of(one)) for one in (first, last)]
        self.merged.append(Merge(corners[0][0], corners[0][1], corners[1][0], corners[1][1]))
