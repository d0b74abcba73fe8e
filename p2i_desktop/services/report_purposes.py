"""What names on the papers of a workshop are for, and on which ground they are kept: for the dialog and for the paper."""

from collections.abc import Iterable

from p2i_desktop.domain.parties import Contact, LegalBasis
from p2i_desktop.i18n import N_, Texts

_PURPOSES = {
    "sign_in": N_("Evidence of attendance and certificates"),
    "badges": N_("To know one another at the event"),
    "certificates": N_("To certify attendance to the person named"),
    "participants": N_("To prepare the event and to prove who took part"),
    "workshop": N_("To account for the event"),
}


def names_people(report_id: str) -> bool:
    """Whether a paper of a workshop names people by its nature, or may do so."""
    return report_id in _PURPOSES


def purpose_of(report_id: str, texts: Texts) -> str:
    """What the names on this paper are for; "" for a paper without names."""
    return texts._(_PURPOSES[report_id]) if report_id in _PURPOSES else ""


def basis_of(contacts: Iterable[Contact | None], texts: Texts) -> str:
    """On which grounds the data of these people are kept; those who are no contact come under the centre's public task."""
    found = {one.legal_basis if one is not None else LegalBasis.PUBLIC_TASK for one in contacts}
    return ", ".join(texts.label(one) for one in LegalBasis if one in (found or {LegalBasis.PUBLIC_TASK}))
