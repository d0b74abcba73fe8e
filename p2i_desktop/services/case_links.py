"""Cases that belong together: linked once, seen from both sides."""

from dataclasses import dataclass, replace

from p2i_desktop.domain.advice import Case
from p2i_desktop.domain.casework import CaseLink
from p2i_desktop.domain.record import link_id
from p2i_desktop.domain.rules import hard
from p2i_desktop.services.confidential import sees_case
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.work import Subject, refuse
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed


@dataclass(frozen=True)
class LinkedCase:
    """A case on the other side of a link."""

    link: CaseLink
    case: Case


class CaseLinks(Subject):
    """The verbs of links between cases."""

    def of(self, case_id: str) -> list[LinkedCase]:
        """The linked cases that the person at work may see, the latest opened first."""
        links = [*self.store.find(CaseLink, case=case_id), *self.store.find(CaseLink, other=case_id)]
        ends = {link.id: (link.other if link.case == case_id else link.case) or "" for link in links}
        known = self.store.many(Case, sorted(set(ends.values())))
        found = [LinkedCase(link, known[ends[link.id]]) for link in links if ends[link.id] in known]
        seen = [one for one in found if one.case.deleted_at is None and sees_case(self.work, one.case)]
        return sorted(seen, key=lambda one: (one.case.opened_on or self.work.today(), one.case.id), reverse=True)

    def link(self, case_id: str, other_id: str, note: str = "") -> Changed:
        """Links two cases; linked again, only the note changes. Refused for a case and itself, Missing."""
        if case_id == other_id:
            refuse([hard("link_self", "other")])
        for one in (case_id, other_id):
            if not sees_case(self.work, self.work.get(Case, one)):
                raise Missing("case", one)
        first, second = sorted((case_id, other_id))
        key = link_id("case_link", first, second)
        old = self.store.get(CaseLink, key)
        if old is None:
            wanted = CaseLink(id=key, case=first, other=second, note=note)
        else:
            wanted = replace(old, note=note or old.note, deleted_at=None)  # linked again: out of the bin
        records, _ = self.work.examine_all([wanted])
        changes = [Put(record) for record in records]
        return self.store.apply("link_cases", changes, args=(f"case:{case_id}", f"case:{other_id}"))

    def save_note(self, link: CaseLink, note: str) -> Changed:
        """Saves why two cases are linked. Refused, Conflict."""
        return self.work.put("save_case_link", replace(link, note=note))

    def unlink(self, link_key: str) -> Changed:
        """Takes a link away."""
        link = self.work.get(CaseLink, link_key)
        return self.store.apply("unlink_cases", [Bin(CaseLink, link_key)], args=(f"case:{link.case}",))
