"""A workshop in the story of a person or an office: its name, below it the day, what it was and who came."""

from datetime import date

from p2i_desktop.domain.workshops import AttendanceStatus, EventType, ParticipantRole
from p2i_desktop.gui.timeline_words import FILTERS, words
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.timeline import WORKSHOP, TimelineItem

TOLD = TimelineItem(
    on=date(2026, 9, 3), kind=WORKSHOP, icon="presentation", type="workshop", id="w", title="W-2026-09 Risk",
    said=(EventType.SEMINAR, ParticipantRole.SPEAKER, AttendanceStatus.PRESENT), people=2,
)  # fmt: skip


def test_a_workshop_is_told_in_two_lines() -> None:
    english, german = (words(TOLD, texts_for(language)) for language in ("en", "de"))
    assert english.head == german.head == "W-2026-09 Risk"
    assert english.foot.endswith("· Seminar · Speaker · Present · 2 persons")
    assert german.foot.endswith("· Seminar · Vortragend · Anwesend · 2 Personen")
    assert FILTERS["all"](TOLD)
    assert not FILTERS["talks"](TOLD)
