"""Drafts: kept, found again, offered for discarding when old."""

from p2i_desktop.clock import FixedClock
from p2i_desktop.services.office import Office


def test_drafts_are_kept_by_form_the_latest_first(office: Office, clock: FixedClock) -> None:
    office.drafts.save("quick_log", "new-1", 0, {"note": "one\ud800"})
    clock.advance(days=8)
    office.drafts.save("quick_log", "new-2", 0, {"note": "two"})
    office.drafts.save("case", "new-2", 3, {"title": "x"})
    office.drafts.save("quick_log", "new-2", 0, {"note": "two more"})
    assert [(one.key, one.payload) for one in office.drafts.of("quick_log")] == [
        ("new-2", {"note": "two more"}), ("new-1", {"note": "one\ud800"}),
    ]  # fmt: skip
    found = office.drafts.get("case", "new-2")
    assert found is not None
    assert found.base_revision == 3
    assert [one.key for one in office.drafts.old()] == ["new-1"]
    office.drafts.drop("quick_log", "new-1")
    office.drafts.drop("quick_log", "new-1")
    assert office.drafts.get("quick_log", "new-1") is None
    assert len(office.drafts.all()) == 2
