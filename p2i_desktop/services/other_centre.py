"""With whom one talks about a support plan: the other centre of the pair, its host and its coordinator."""

from dataclasses import dataclass
from datetime import date

from p2i_desktop.domain.buddies import BuddyPairing, SupportPlan
from p2i_desktop.domain.network import Centre, CentreHost
from p2i_desktop.domain.parties import Contact, Employment, Organisation
from p2i_desktop.services.work import Work


@dataclass(frozen=True)
class OtherCentre:
    """Ids: the organisation that houses the other centre (or employs its coordinator), the coordinator, the programme."""

    organisation: str | None
    contact: str | None
    programme: str | None


def other_centre(work: Work, plan_id: str) -> OtherCentre:
    """The other side of a plan, seen from the own centre (from a third one: the new centre). Missing."""
    plan = work.get(SupportPlan, plan_id)
    pairing = work.get(BuddyPairing, plan.pairing or "")
    mentor = work.store.get(Centre, pairing.mentor or "")
    new = work.store.get(Centre, pairing.new_centre or "")
    mentor_is_other = new is not None and new.is_own and mentor is not None
    centre, contact_id = (mentor, pairing.mentor_coordinator) if mentor_is_other else (new, pairing.new_coordinator)
    contact = work.store.get(Contact, contact_id) if contact_id else None
    if contact is not None and contact.deleted_at is not None:
        contact = None
    organisation = _host(work, centre.id) if centre is not None else None
    if organisation is None and contact is not None:
        organisation = _employer(work, contact.id)
    return OtherCentre(organisation, contact.id if contact is not None else None, pairing.programme)


def _host(work: Work, centre_id: str) -> str | None:
    today = work.today()
    hosts = [one for one in work.store.find(CentreHost, centre=centre_id) if _on(one.valid_from, one.valid_to, today)]
    hosts.sort(key=lambda one: (one.valid_from or date.min, one.id), reverse=True)
    return next((one.organisation for one in hosts if _there(work, one.organisation)), None)


def _employer(work: Work, contact_id: str) -> str | None:
    today = work.today()
    jobs = [one for one in work.store.find(Employment, contact=contact_id) if _on(one.valid_from, one.valid_to, today)]
    jobs.sort(key=lambda one: (one.valid_from or date.min, one.id), reverse=True)
    return next((one.organisation for one in jobs if _there(work, one.organisation)), None)


def _there(work: Work, organisation_id: str | None) -> bool:
    found = work.store.get(Organisation, organisation_id) if organisation_id else None
    return found is not None and found.deleted_at is None


def _on(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)
