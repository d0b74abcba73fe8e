"""The columns of the list of participants: who, from where, how registered, whether there, with which certificate."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from p2i_desktop.domain.presence import may_certify
from p2i_desktop.domain.workshops import ParticipantRole, ParticipationStatus
from p2i_desktop.gui.workshop.attendance_state import name_cell, organisation_cell, registration_cell, share_cell
from p2i_desktop.gui.workshop.people_model import PersonCell, PersonColumn
from p2i_desktop.i18n import N_, NO_VALUE, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.workshop_file import ParticipantRow, WorkshopFile


def columns_for(file: Callable[[], WorkshopFile | None]) -> tuple[PersonColumn, ...]:
    """The columns of the list; `file` is the workshop that is shown."""

    def certificate(row: ParticipantRow, texts: Texts) -> PersonCell:
        return _certificate_cell(row, file(), texts)

    return (
        PersonColumn("code", N_("Code"), 6, lambda row, _: PersonCell(row.code, tone="text2"), drop=7),
        PersonColumn("name", N_("Name"), 0, name_cell, wide=1),
        PersonColumn("organisation", N_("Organisation"), 25, organisation_cell, wide=1),
        PersonColumn("registration", N_("Registration"), 12, registration_cell),
        PersonColumn("role", N_("Role"), 12, _role_cell, drop=2),
        PersonColumn("mode", N_("Takes part"), 8, _mode_cell, drop=3),
        PersonColumn("language", N_("Language"), 13, _language_cell, drop=6),
        PersonColumn("presence", N_("Attendance"), 17, _presence_cell, drop=1),
        PersonColumn("share", N_("Share"), 7, share_cell, drop=8, number=True),
        PersonColumn("certificate", N_("Certificate"), 18, certificate, drop=5),
    )


def _certificate_cell(row: ParticipantRow, file: WorkshopFile | None, texts: Texts) -> PersonCell:
    """The code of the one that was issued; whether there will be one."""
    one = row.participation
    if one.certificate_code:
        return PersonCell(one.certificate_code, "circle-check", "ok")
    cancelled = one.status is ParticipationStatus.CANCELLED or one.role is ParticipantRole.ORGANISER
    if file is None or not file.presence.marked or row.is_group or cancelled:
        return PersonCell("" if row.is_group else NO_VALUE, tone="text2")
    due = may_certify(file.event, row.seat, file.workshop.attendance_threshold)
    return PersonCell(
        texts._("to be issued")
        if due
        else texts._("below {share}").replace("{share}", texts.percent(file.workshop.attendance_threshold, 0)),
        tone="text2",
    )


def _role_cell(row: ParticipantRow, texts: Texts) -> PersonCell:
    role = row.participation.role
    return PersonCell(texts.label(role), tone="text2" if role is ParticipantRole.PARTICIPANT else "")


def _mode_cell(row: ParticipantRow, texts: Texts) -> PersonCell:
    return PersonCell(texts.label(row.mode))


def _language_cell(row: ParticipantRow, texts: Texts) -> PersonCell:
    return PersonCell(texts.language_name(row.language) if row.language else "", tone="text2")


def _presence_cell(row: ParticipantRow, texts: Texts) -> PersonCell:
    """Whether somebody came; a no-show by its name."""
    if row.present:
        return PersonCell(texts._("was there"), "circle-check", "ok")
    if row.no_show:
        return PersonCell(texts._("no-show"), "x", "err")
    return PersonCell("")
