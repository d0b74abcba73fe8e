"""A naive count of buddy support from the JSON archive alone, written from the rules and not from the product."""

from fractions import Fraction

from tests.journeys.archive import Archive, Range, Row, number, share

STEPS = 15
MEETINGS = {"kick_off", "needs_review", "buddy_visit", "return_visit", "online_meeting", "evaluation"}


def buddies(a: Archive) -> dict[str, Range]:
    """BUD-01 to BUD-08 of a period."""
    pairs = {row["id"]: row for row in a.live("buddy_pairing")}
    plans = {row["id"]: row for row in a.live("support_plan") if row["pairing"] in pairs}
    agreed = {key: row for key, row in plans.items() if row["status"] in ("agreed", "active", "completed", "evaluated")}
    force = {key: row for key, row in agreed.items() if pairs[row["pairing"]]["status"] != "cancelled"}
    kept = agreed | {key: row for key, row in plans.items() if row["status"] == "terminated" and row["agreed_on"]}
    held = [row for row in a.live("support_measure") if row["plan"] in kept and _met(row, kept[row["plan"]])]
    steps = [row for row in a.live("plan_milestone") if row["plan"] in kept]
    due = [row for row in steps if row["plan"] in force and a.within(row["due_on"])]
    on_time = [row for row in due if row["done_on"] and row["done_on"] <= row["due_on"]]
    running = [
        plan
        for plan in force.values()
        if not (plan["ends"] < a.starts.isoformat() or plan["starts"] > a.ends.isoformat())
    ]
    enough = [
        plan
        for plan in running
        if sum(row["plan"] == plan["id"] and row["held_on"] <= a.ends.isoformat() for row in held)
        >= _minimum(a, pairs[plan["pairing"]])
    ]
    needs = [
        row for row in a.live("plan_need") if row["plan"] in force and a.within(force[row["plan"]]["ends"])
    ]  # fmt: skip
    services = [row for row in a.live("centre_service") if row["taken_over_from"] and a.within(row["since"])]
    answers = [row for row in a.live("plan_evaluation") if row["plan"] in force and a.within(row["on"])]
    return {
        "BUD-01": number(sum(a.within(row["held_on"]) for row in held)),
        "BUD-02": share(len(enough), 0, len(running)),
        "BUD-03": number(sum(a.within(row["done_on"]) for row in steps)),
        "BUD-04": share(len(on_time), 0, len(due)),
        "BUD-05": _ready(a),
        "BUD-06": _gain(needs),
        "BUD-07": number(len(services)),
        **{f"BUD-08.{side}": _mean([row for row in answers if row["side"] == side]) for side in ("mentor", "new")},
    }


def _met(row: Row, plan: Row) -> bool:
    done = row["status"] == "done" and row["type"] in MEETINGS and row["held_on"]
    return bool(done and plan["starts"] <= row["held_on"] <= plan["ends"])


def _minimum(a: Archive, pair: Row) -> int:
    return next(int(row["min_buddy_meetings"]) for row in a.records["programme"] if row["id"] == pair["programme"])


def _ready(a: Archive) -> Range:
    last = a.ends.isoformat()
    shares = []
    for centre in a.live("centre"):
        new = [
            row
            for row in a.live("programme_member")
            if row["centre"] == centre["id"] and row["status"] == "new" and row["valid_from"] <= last
        ]
        over = {row["id"]: row["ends"] for row in a.records["programme"]}
        if not any(min(row["valid_to"] or "9999", over[row["programme"]] or "9999") >= last for row in new):
            continue
        rows = [row for row in a.live("setup_progress") if row["centre"] == centre["id"]]
        out = sum(row["not_applicable"] for row in rows)
        done = [row for row in rows if row["done_on"] and row["done_on"] <= last and not row["not_applicable"]]
        if out < STEPS:
            shares.append(Fraction(100 * len(done), STEPS - out))
    return number(sum(shares, Fraction(0)) / len(shares)) if shares else (None, None, None)


def _gain(needs: list[Row]) -> Range:
    if not needs:
        return None, None, None
    both = [row["now_at_end"] - row["now"] for row in needs if None not in (row["now"], row["now_at_end"])]
    worst = [_filled(row["now_at_end"], 0) - _filled(row["now"], 5) for row in needs]
    best = [_filled(row["now_at_end"], 5) - _filled(row["now"], 0) for row in needs]
    low, high = (Fraction(sum(ends), len(needs)) for ends in (worst, best))
    return (Fraction(sum(both), len(both)) if both else None), low, high


def _filled(value: int | None, instead: int) -> int:
    return instead if value is None else value


def _mean(rows: list[Row]) -> Range:
    if not rows:
        return None, None, None
    known = [row["usefulness"] for row in rows if row["usefulness"] is not None]
    unknown = len(rows) - len(known)
    value = Fraction(sum(known), len(known)) if known else None
    return value, Fraction(sum(known) + unknown, len(rows)), Fraction(sum(known) + 5 * unknown, len(rows))
