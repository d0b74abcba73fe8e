"""What persons and organisations are called in a dossier: by their names, or by role, kind and country."""

from typing import Any

from p2i_desktop.domain.advice import CaseRole
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.record import FieldKind, FieldSpec, Record, fields_of, type_key
from p2i_desktop.domain.records import BY_NAME
from p2i_desktop.domain.rules.general import is_empty
from p2i_desktop.i18n import Texts
from p2i_desktop.services.naming import name_of
from p2i_desktop.services.work import Work

# Fields that say nothing about persons or offices; texts that people write are never among them.
_PLAIN_KINDS = frozenset(
    {FieldKind.BOOL, FieldKind.INT, FieldKind.MINUTES, FieldKind.DATE, FieldKind.DECIMAL, FieldKind.MONEY,
     FieldKind.CHOICE, FieldKind.CHOICES}
)  # fmt: skip
_CODES = frozenset({"cpv", "lang", "country"})


class Names:
    """Names in one dossier; anonymised, each person and organisation keeps one number throughout."""

    def __init__(self, work: Work, texts: Texts, anonymise: bool) -> None:
        self._work, self._texts, self.anonymise = work, texts, anonymise
        self._given: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def organisation(self, organisation_id: str | None) -> str:
        """An organisation: its name, or "Public buyer 1, Austria"."""
        one = self._work.store.get(Organisation, organisation_id) if organisation_id else None
        if one is None:
            return ""
        if not self.anonymise:
            return one.legal_name
        country = self._texts.country(one.country) if one.country else ""
        return ", ".join(part for part in (self._numbered("o", one.id, self._texts.label(one.kind)), country) if part)

    def person(self, contact_id: str | None) -> str:
        """A person outside the centre; a restricted one is never named, an anonymised one has its token."""
        one = self._work.store.get(Contact, contact_id) if contact_id else None
        if one is None:
            return ""
        if self.anonymise or one.restricted:
            return self._numbered("c", one.id, self._texts._("Contact person"))
        return one.token if one.anonymised_at else f"{one.given_name} {one.family_name}".strip()

    def staff(self, staff_id: str | None) -> str:
        """A member of staff by name, or as "Advising person 1"."""
        one = self._work.store.get(StaffMember, staff_id) if staff_id else None
        if one is None:
            return ""
        return (
            self._numbered("s", one.id, self._texts._("Advising person"))
            if self.anonymise
            else one.name or one.initials
        )

    def role(self, role: CaseRole) -> str:
        """A part in the case."""
        return self._texts.label(role)

    def free(self, text: str) -> str:
        """A text that somebody wrote; anonymised it is left out."""
        return "" if self.anonymise else text

    def pairs(self, record: Record, leave_out: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """The filled-in fields of a record but its long texts, each with its label, in the words of the report."""
        told = []
        for spec in fields_of(type(record)):
            value = getattr(record, spec.name)
            if spec.name in leave_out or is_empty(value) or spec.kind is FieldKind.NOTE or value is False:
                continue
            if self.anonymise and not _says_nobody(spec):
                continue
            words = self._words(type(record), spec, value)
            if words:
                told.append((self._texts.field(type(record), spec.name), words))
        return tuple(told)

    def _words(self, record_type: type[Record], spec: FieldSpec, value: Any) -> str:
        if spec.kind is FieldKind.REF:
            return self._named(spec.target, str(value))
        if spec.kind is FieldKind.REFS:
            return ", ".join(sorted(self._named(spec.target, str(one)) for one in value))
        return self._texts.value_of(record_type, spec.name, value)

    def _named(self, target: str, record_id: str) -> str:
        match target:
            case "Organisation":
                return self.organisation(record_id)
            case "Contact":
                return self.person(record_id)
            case "StaffMember":
                return self.staff(record_id)
        return self.free(name_of(self._work.store, type_key(BY_NAME[target]), record_id))

    def _numbered(self, group: str, record_id: str, word: str) -> str:
        key = (group, record_id)
        if key not in self._given:
            self._counts[word] = self._counts.get(word, 0) + 1
            self._given[key] = f"{word} {self._counts[word]}"
        return self._given[key]


def _says_nobody(spec: FieldSpec) -> bool:
    """Whether a field may stand in an anonymised dossier: choices, numbers, days, codes, and what gets another name."""
    named = spec.kind in (FieldKind.REF, FieldKind.REFS)
    return spec.kind in _PLAIN_KINDS or named or spec.pattern in _CODES
