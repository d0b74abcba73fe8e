"""A second, naive count of every figure from the JSON archive alone, written from the rules and not from the product."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction

from tests.journeys.archive import ENDED, ENDLESS, TENDERING, Archive, Range, Row, median, number, share, total
from tests.journeys.recounting_buddies import buddies
from tests.journeys.recounting_workshops import about, counted, held, workshops

REASONS = [
    "contract_awarded",
    "tender_published",
    "pilot",
    "market_consultation_only",
    "regular_procurement_chosen",
    "need_withdrawn",
    "no_budget",
    "client_silent",
    "redirected",
    "out_of_mandate",
    "double_funding",
    "duplicate",
    "other",
]


def small(row: Row) -> bool | None:
    return None if row["size_at_award"] is None else row["size_at_award"] in ("micro", "small", "medium", "sme")


def recount(records: dict[str, list[Row]], starts: date, ends: date, holidays: set[date]) -> dict[str, Range]:
    """Every indicator of a period by its code."""
    archive = Archive(records, starts, ends, holidays)
    return {
        **_advice(archive), **_clients(archive), **_procurements(archive), **buddies(archive), **workshops(archive), **_answers(archive), **_quality(archive)
    }  # fmt: skip


def _advice(a: Archive) -> dict[str, Range]:
    talks, closed = a.talks(), a.closed()
    told = [row for row in talks if a.counts(row)]
    alive = {row["id"] for row in a.live("consultation")}
    times = [row for row in a.live("staff_time") if a.within(row["on"]) and row["about"]["id"] in alive]
    enquiries = [row for row in talks if row["type"] == "enquiry"]
    hours = [a.answer_hours(row) for row in enquiries]
    reached = []
    for key in a.cases:
        steps = [move["on"] for move in a.moves(key, "phase") if move["new"] in TENDERING]
        reached.append(bool(steps) and a.within(min(steps)))
    days = [Fraction((_closing(a, row) - date.fromisoformat(row["opened_on"])).days) for row in closed]
    helped = sum(row["outcome"] in ("helped", "partly_helped") for row in closed)
    found = {
        "ADV-01": number(len(told)),
        "ADV-02": number(len(talks)),
        "ADV-03": number(len(enquiries)),
        "ADV-04": _middle(hours),
        "ADV-05": number(Fraction(sum(row["contact_minutes"] for row in told), 60)),
        "ADV-07": number(sum(a.within(row["opened_on"]) for row in a.cases.values())),
        "ADV-08": number(len(a.active())),
        "ADV-09": number(len(closed)),
        "ADV-10": number(sum((a.state(row, a.ends) or "closed") not in ENDED for row in a.cases.values())),
        "ADV-11": number(median(days)) if days else (None, None, None),
        "ADV-12": share(helped, sum(row["outcome"] is None for row in closed), len(closed)),
        "ADV-14": number(sum(reached)),
    }
    for part in ("contact", "preparation", "travel"):
        minutes = sum(row[f"{part}_minutes"] for row in (*talks, *times))
        found[f"ADV-06.{part}"] = number(Fraction(minutes, 60))
    unknown = sum(row["closing_reason"] is None for row in closed)
    for reason in REASONS:
        n = sum(row["closing_reason"] == reason for row in closed)
        value = None if closed and unknown == len(closed) else Fraction(n)
        found[f"ADV-13.{reason}"] = (value, Fraction(n), Fraction(n + unknown))
    return found


def _closing(a: Archive, case: Row) -> date:
    return date.fromisoformat(a.moves(case["id"], "status")[-1]["on"])


def _middle(hours: list[Fraction | None]) -> Range:
    known = [value for value in hours if value is not None]
    unknown = len(hours) - len(known)
    if not hours:
        return None, None, None
    high = median([*known, *[ENDLESS] * unknown])
    low = median([*known, *[Fraction(0)] * unknown])
    return (median(known) if known else None), low, (None if high >= ENDLESS / 4 else high)


def _clients(a: Archive) -> dict[str, Range]:
    told = [row for row in a.talks() if a.counts(row)]
    ever = [row for row in a.live("consultation") if a.counts(row)]
    names = {name for row in told for name in a.clients(row)}
    before = {name for row in ever if date.fromisoformat(row["on"]) < a.starts for name in a.clients(row)}
    window = _months_before(a.ends, a.rules["active_months"])
    lately = [row for row in ever if window <= date.fromisoformat(row["on"]) <= a.ends]

    def spent(rows: Iterable[Row], name: str) -> int:
        return sum(row["contact_minutes"] + row["preparation_minutes"] for row in rows if name in a.clients(row))

    months = Archive(a.records, window, a.ends, a.holidays)
    there = {name for one in held(months) for name in one.organisations()}
    enough = {
        name
        for name in {name for row in lately for name in a.clients(row)}
        if spent(lately, name) >= a.rules["active_minutes"]
    }
    return {
        "CLI-01": number(len(names)),
        "CLI-02": number(len(names - before)),
        "CLI-03": number(sum(sum(name in a.clients(row) for row in told) > 1 for name in names)),
        "CLI-04": number(len(enough | there)),
        "CLI-05": number(sum(spent(told, name) >= a.rules["long_term_minutes"] for name in names)),
        "CLI-06": number(len({person for row in told for person in row["contacts"]})),
    }


def _months_before(ends: date, months: int) -> date:
    """The first day of the months that end with a day."""
    following = ends + timedelta(days=1)
    month = following.year * 12 + following.month - 1 - months
    return following.replace(year=month // 12, month=month % 12 + 1)  # the days used here exist in every month


def _procurements(a: Archive) -> dict[str, Range]:
    counted = a.procurements()
    started = [row for row in counted.values() if a.within(row["started_on"])]
    first: dict[str, str] = {}
    for award in a.awards():
        first[award["procurement"]] = min(award["awarded_on"], first.get(award["procurement"], "9999-12-31"))
    awarded = [counted[key] for key, when in first.items() if a.within(when)]
    awards = [row for row in a.awards() if a.within(row["awarded_on"])]
    undecided = sum(row["instrument"] == "undecided" for row in started)
    found = {
        "PRC-01": number(len(started)),
        "PRC-02": number(len(awarded)),
        "PRC-03": total([a.euro(row["value"], row["awarded_on"]) for row in awards]),
        "PRC-04": _volume(a, counted),
        "PRC-10": number(sum(row["joint"] for row in started)),
        "PRC-11": number(sum(row["cross_border"] for row in started)),
        "PRC-12": _flag([row["eu_funded"] for row in started]),
        "PRC-16": _flag([row["launch_customer"] for row in awarded]),
        "PRC-18": number(_first_time_buyers(a, counted)),
    }
    for name in ("pcp", "ppi", "innovation_partnership"):
        found[f"PRC-05.{name}"] = share(sum(row["instrument"] == name for row in started), undecided, len(started))
    asked = [r for r in counted.values() if r["influence"] != "not_asked" and a.within(r["influence_confirmed_on"])]
    found["PRC-17"] = share(sum(row["influence"] in ("decisive", "substantial") for row in asked), 0, len(asked))
    return found | _winners(a, awards, counted) | _market(a) | _tenders(awards)


def _flag(values: list[bool | None]) -> Range:
    yes, unknown = values.count(True), values.count(None)
    value = None if values and unknown == len(values) else Fraction(yes)
    return value, Fraction(yes), Fraction(yes + unknown)


def _volume(a: Archive, counted: dict[str, Row]) -> Range:
    linked, active = a.linked(), a.active()
    keys = {case["id"] for case in active}
    values = [
        a.euro(row["estimated_value"], row["value_date"] or row["started_on"])
        for key, row in counted.items()
        if linked[key] & keys
    ]
    covered = {case for key in counted for case in linked[key]}
    for case in active:
        if case["id"] not in covered:
            values.append(a.euro(case["estimated_value"], case["value_date"] or case["opened_on"]))
    return total(values)


def _first_time_buyers(a: Archive, counted: dict[str, Row]) -> int:
    begun: dict[str, str] = {}
    for row in counted.values():
        if row["instrument"] in ("regular", "undecided") or not row["started_on"] or not row["lead_buyer"]:
            continue
        buyer = a.final(row["lead_buyer"])
        begun[buyer] = min(row["started_on"], begun.get(buyer, "9999-12-31"))
    return sum(a.within(when) for when in begun.values())


def _winners(a: Archive, awards: list[Row], counted: dict[str, Row]) -> dict[str, Range]:
    def from_abroad(award: Row) -> Callable[[Row], bool | None]:
        home = a.places[counted[award["procurement"]]["lead_buyer"]]["country"]
        return lambda row: None if not row["country_at_award"] else row["country_at_award"] != home

    by_size = [a.won_by(row, small) for row in awards]
    young = [a.won_by(row, lambda one: one["start_up_at_award"]) for row in awards]
    foreign = [a.won_by(row, from_abroad(row)) for row in awards]
    found = {
        code: share(known.count(True), known.count(None), len(known))
        for code, known in (("PRC-06", by_size), ("PRC-08", young), ("PRC-09", foreign))
    }
    values = [a.euro(row["value"], row["awarded_on"]) for row in awards]
    priced = [(value, known) for value, known in zip(values, by_size, strict=True) if value is not None]
    whole = sum((value for value, _ in priced), Fraction(0))
    mine = sum((value for value, known in priced if known), Fraction(0))
    open_ = sum((value for value, known in priced if known is None), Fraction(0))
    if not awards:
        found["PRC-07"] = (None, None, None)
    elif not whole:
        found["PRC-07"] = (None, Fraction(0), Fraction(100))
    else:
        nobody = all(known is None for _, known in priced)
        found["PRC-07"] = (None if nobody else 100 * mine / whole, 100 * mine / whole, 100 * (mine + open_) / whole)
    return found


def _market(a: Archive) -> dict[str, Range]:
    linked = {row["id"] for row in a.live("procurement_project")} & set(a.linked())
    rows = [
        row for row in a.live("market_consultation") if a.within(row["opens"]) and (row["case"] or row["procurement"] in linked)
    ]  # fmt: skip
    people = [None if row["participants"] is None else Fraction(row["participants"]) for row in rows]
    return {"PRC-13": number(len(rows)), "PRC-14": total(people)}


def _tenders(awards: list[Row]) -> dict[str, Range]:
    known = [row["tenders"] for row in awards if row["tenders"] is not None]
    if not awards:
        return {"PRC-15": (None, None, None)}
    value = Fraction(sum(known), len(known)) if known else None
    low = Fraction(sum(known), len(awards))
    return {"PRC-15": (value, low, low if len(known) == len(awards) else None)}


def _answers(a: Archive) -> dict[str, Range]:
    closed = {case["id"] for case in a.closed()}
    rows = [row for row in a.live("feedback") if row["about"]["type"] == "case" and row["about"]["id"] in closed]
    talks = {row["id"] for row in a.talks()}
    more = [row for row in a.live("feedback") if row["about"]["type"] == "consultation" and row["about"]["id"] in talks]
    rated = [(Fraction(row["rating"]), row["answers"]) for row in rows if row["rating"] is not None]
    n, unknown = sum(weight for _, weight in rated), sum(row["answers"] for row in rows if row["rating"] is None)
    stars = sum((rating * weight for rating, weight in rated), Fraction(0))
    rating: Range = (None, None, None)
    if n + unknown:
        rating = (stars / n if n else None, (stars + unknown) / (n + unknown), (stars + 5 * unknown) / (n + unknown))
    told = [row for row in rows if row["useful"] is not None]
    useful = sum(row["answers"] for row in told if row["useful"])
    found = {
        "SAT-01": rating,
        "SAT-02": share(sum(row["answers"] for row in rows), 0, len(closed)),
        "SAT-03": share(useful, 0, sum(row["answers"] for row in told)),
    }
    for outcome in ("started_action", "chose_support", "discovered_support", "other"):
        found[f"SAT-04.{outcome}"] = number(
            sum(outcome in row["outcomes"] for row in (*rows, *more, *about(a, held(a))))
        )
    return found


def _quality(a: Archive) -> dict[str, Range]:
    checks = [bool(row["topics"]) for row in a.talks()]
    for case in {row["id"]: row for row in (*a.active(), *a.closed())}.values():
        ends = case["outcome"] and case["closing_reason"] and case["result"] if case["status"] == "closed" else True
        checks.append(bool(case["intake"] and case["need"] and case["sector"] and ends))
    first = {row["procurement"] for row in a.awards() if a.within(row["awarded_on"])}
    earlier = {row["procurement"] for row in a.awards() if date.fromisoformat(row["awarded_on"]) < a.starts}
    for key, row in a.procurements().items():
        if a.within(row["started_on"]) or key in first - earlier:
            checks.append(bool(row["cpv_main"] and row["sector"]))
    checks += [bool(row["protocol"]) for row in counted(a) if a.within(row["starts_on"])]
    return {"DQ-01": share(sum(checks), 0, len(checks))}
