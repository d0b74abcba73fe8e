"""The bindings keep the count of references to None: 6.12.0 lost one with each empty answer and aborted in the end."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import QStandardItem, QStandardItemModel

CALLS = 2000


def _data() -> Callable[[], object]:
    model = QStandardItemModel()
    model.appendRow(QStandardItem("x"))
    index = model.index(0, 0)
    return lambda: (model, index.data(257))[1]


CASES: dict[str, Callable[[], object]] = {
    "data of an index": _data(),
    "data of no index": QModelIndex().data,
    "parent": QObject().parent,
    "property": lambda thing=QObject(): thing.property("nothing"),  # type: ignore[misc] # noqa: B008
}


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
@pytest.mark.parametrize("name", CASES)
def test_none_is_not_lost(name: str) -> None:
    call = CASES[name]
    assert call() is None
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    assert abs(sys.getrefcount(None) - before) / CALLS < 0.01
