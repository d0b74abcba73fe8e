"""Which of the records behind a figure may be named: restricted ones count, and stand in no list and no drill-down."""

from collections.abc import Iterable

from p2i_desktop.domain.figures import Office
from p2i_desktop.domain.figures.figure import Keys
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.services.confidential import Hidden


def only_hidden(office: Office, hidden: Hidden) -> frozenset[str]:
    """The organisations that are clients in hidden consultations, lead hidden cases or procurements or were present at hidden
    workshops, and no others."""
    if not (hidden.consultations or hidden.cases or hidden.workshops):
        return frozenset()
    buyers = {key: office.root(organisation) for key, organisation in office.rows.lead_buyers.items()}
    suspect = {
        client for c in office.rows.consultations if c.id in hidden.consultations for client in office.clients(c)
    }
    suspect |= {buyers[key] for key in hidden.cases if key in buyers}
    bought = {row.id: buyer for row in office.rows.market.procurements if (buyer := office.market.buyer(row))}
    suspect |= {buyer for key, buyer in bought.items() if key in hidden.procurements}
    suspect.difference_update(buyer for key, buyer in bought.items() if key not in hidden.procurements)
    events = {row.id: set(office.workshops.organisations(row)) for row in office.rows.workshops.workshops}
    suspect.update(*(present for key, present in events.items() if key in hidden.workshops))
    suspect.difference_update(*(present for key, present in events.items() if key not in hidden.workshops))
    for c in office.rows.consultations:
        if suspect and c.id not in hidden.consultations:
            suspect.difference_update(office.clients(c))
    suspect.difference_update(client for key, client in buyers.items() if key not in hidden.cases)
    return frozenset(suspect)


def shown(by_type: Keys, office: Office, hidden: Hidden) -> Keys:
    """The keys that a person may see; what they belong to decides."""
    unseen = only_hidden(office, hidden)
    at_hidden = frozenset(
        seat.id for key, seats in office.rows.workshops.seats.items() if key in hidden.workshops for seat in seats
    )
    return tuple((kind, tuple(_shown(kind, ids, hidden, unseen | at_hidden))) for kind, ids in by_type)


def _shown(kind: str, ids: Iterable[str], hidden: Hidden, unseen: frozenset[str]) -> Iterable[str]:
    if kind in ("organisation", "participation"):
        return (key for key in ids if key not in unseen)
    if kind in ("case", "consultation", "workshop"):
        return (key for key in ids if not hidden.hides_key(kind, key))
    if kind in BY_KEY and (hidden.cases or hidden.consultations or hidden.workshops):
        keys = list(ids)
        known = hidden.store.many(BY_KEY[kind], keys)
        return (key for key in keys if key not in known or not hidden.hides(known[key]))
    return ids
