"""Which of the records behind a figure may be named: restricted ones count, and stand in no list and no drill-down."""

from collections.abc import Iterable

from p2i_desktop.domain.figures import Office
from p2i_desktop.domain.figures.figure import Keys
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.services.confidential import Hidden


def only_hidden(office: Office, hidden: Hidden) -> frozenset[str]:
    """The organisations that are clients in hidden consultations or lead hidden cases or procurements, and no others."""
    if not (hidden.consultations or hidden.cases):
        return frozenset()
    buyers = {key: office.root(organisation) for key, organisation in office.rows.lead_buyers.items()}
    suspect = {
        client for c in office.rows.consultations if c.id in hidden.consultations for client in office.clients(c)
    }
    suspect |= {buyers[key] for key in hidden.cases if key in buyers}
    bought = {row.id: buyer for row in office.rows.market.procurements if (buyer := office.market.buyer(row))}
    suspect |= {buyer for key, buyer in bought.items() if key in hidden.procurements}
    suspect.difference_update(buyer for key, buyer in bought.items() if key not in hidden.procurements)
    for c in office.rows.consultations:
        if suspect and c.id not in hidden.consultations:
            suspect.difference_update(office.clients(c))
    suspect.difference_update(client for key, client in buyers.items() if key not in hidden.cases)
    return frozenset(suspect)


def shown(by_type: Keys, office: Office, hidden: Hidden) -> Keys:
    """The keys that a person may see; what they belong to decides."""
    unseen = only_hidden(office, hidden)
    return tuple((kind, tuple(_shown(kind, ids, hidden, unseen))) for kind, ids in by_type)


def _shown(kind: str, ids: Iterable[str], hidden: Hidden, unseen: frozenset[str]) -> Iterable[str]:
    if kind == "organisation":
        return (key for key in ids if key not in unseen)
    if kind in ("case", "consultation"):
        return (key for key in ids if not hidden.hides_key(kind, key))
    if kind in BY_KEY and (hidden.cases or hidden.consultations):
        keys = list(ids)
        known = hidden.store.many(BY_KEY[kind], keys)
        return (key for key in keys if key not in known or not hidden.hides(known[key]))
    return ids
