"""The rows behind the figures leave the memory of a window that stays open."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from p2i_desktop.domain.figures import count
from p2i_desktop.services.office import Office
from tests.services.conftest import call


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Nothing is freed but by its last reference, as in the worker of a window."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
def test_rows_go_with_their_last_reference_and_values_stay(office: Office, organisation_id: str) -> None:
    call(office, organisation_id=organisation_id)
    year = office.clock.today().year
    rows = weakref.ref(office.figures.scope(year).office.rows)
    before = office.figures.year(year)
    office.figures.breakdowns(year)
    office.figures.open_points(year)
    office.figures.let_go(few=0)
    assert rows() is None
    assert office.figures.year(year) is before


def test_who_still_holds_the_rows_counts_the_same_from_them(office: Office, organisation_id: str) -> None:
    call(office, organisation_id=organisation_id)
    year = office.clock.today().year
    scope = office.figures.scope(year)
    before = count(scope)
    office.figures.let_go(few=0)
    assert count(scope) == before


def test_few_rows_stay_at_hand(office: Office, organisation_id: str) -> None:
    call(office, organisation_id=organisation_id)
    year = office.clock.today().year
    scope = office.figures.scope(year)
    office.figures.let_go()
    assert office.figures.scope(year) is scope
