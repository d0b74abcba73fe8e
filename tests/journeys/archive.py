"""The JSON archive seen for one period: what counts, how cases stood, who won; written from the rules, not from the product."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
Range = tuple[Fraction | None, Fraction | None, Fraction | None]  # value, low, high; None above low = no upper end
ENDED = {"closed", "declined", "redirected"}
# A case can be done without ever having come to tendering, so `done` alone is no step of it.
TENDERING = {"tender_procedure", "tender_conformance", "impl_monitor", "impl_pcp1", "impl_pcp2", "impl_pcp3"}
ENDLESS = Fraction(10**12)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def number(value: int | Fraction) -> Range:
    return Fraction(value), Fraction(value), Fraction(value)


def share(met: int, unknown: int, base: int) -> Range:
    if not base:
        return None, None, None
    value = None if unknown == base else Fraction(100 * met, base)
    return value, Fraction(100 * met, base), Fraction(100 * (met + unknown), base)


def total(values: list[Fraction | None]) -> Range:
    known = [value for value in values if value is not None]
    found = sum(known, Fraction(0))
    whole = len(known) == len(values)
    return (found if known or whole else None), found, (found if whole else None)


def median(values: list[Fraction]) -> Fraction:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


class Archive:
    """The records of an archive, seen for one period."""

    def __init__(self, records: dict[str, list[Row]], starts: date, ends: date, holidays: set[date]) -> None:
        self.records, self.starts, self.ends, self.holidays = records, starts, ends, holidays
        self.cases = {row["id"]: row for row in self.live("case")}
        self.places = {row["id"]: row for row in records["organisation"]}
        self.rules = records["rule_settings"][0]

    def live(self, kind: str) -> list[Row]:
        return [row for row in self.records[kind] if row["deleted_at"] is None]

    def within(self, when: date | str | None) -> bool:
        found = day(when) if isinstance(when, str) else when
        return found is not None and self.starts <= found <= self.ends

    # -- consultations -----------------------------------------------------------------------------------------------
    def talks(self) -> list[Row]:
        return [row for row in self.live("consultation") if self.within(row["on"])]

    def counts(self, row: Row) -> bool:
        if row["anonymous"] or row["count_out"] or row["type"] in ("close_out", "administrative"):
            return False
        return row["contact_made"] and row["substantive"] and row["specific"]

    def final(self, organisation: str) -> str:
        seen = [organisation]
        while (following := self.places[seen[-1]]["merged_into"]) and following not in seen:
            seen.append(following)
        return seen[-1]

    def clients(self, row: Row) -> set[str]:
        named = [row["organisation"]] if row["organisation"] else []
        named += row["other_organisations"]
        if not named and row["case"]:
            for case in self.records["case"]:
                if case["id"] != row["case"]:
                    continue
                for party in self.records["case_party"]:
                    alive = party["deleted_at"] is None or party["deleted_at"] == case["deleted_at"]
                    if party["case"] == case["id"] and party["role"] == "lead_buyer" and alive:
                        named = [party["organisation"]]
        return {self.final(name) for name in named}

    # -- cases -------------------------------------------------------------------------------------------------------
    def moves(self, case: str, field: str) -> list[Row]:
        rows = [row for row in self.live("transition") if row["about"]["id"] == case and row["field"] == field]
        return sorted(rows, key=lambda row: (row["on"], row["id"]))

    def state(self, case: Row, when: date) -> str | None:
        if when < date.fromisoformat(case["opened_on"]):
            return None
        moves = self.moves(case["id"], "status")
        if not moves:
            return str(case["status"])
        past = [move for move in moves if date.fromisoformat(move["on"]) <= when]
        return str(past[-1]["new"] if past else moves[0]["old"])

    def closed(self) -> list[Row]:
        found = []
        for case in self.cases.values():
            moves = self.moves(case["id"], "status")
            if moves and moves[-1]["new"] == "closed" and self.within(moves[-1]["on"]):
                found.append(case)
        return found

    def was_open(self, case: Row) -> bool:
        """Open at the end of some day of the period, or on a day on which it was ended."""
        moves = self.moves(case["id"], "status")
        if any(self.within(move["on"]) and move["old"] not in ENDED for move in moves):
            return True
        when = self.starts
        while when <= self.ends:
            if (self.state(case, when) or "closed") not in ENDED:
                return True
            when += timedelta(days=1)
        return False

    def active(self) -> list[Row]:
        talked = {row["case"] for row in self.talks()}
        return [case for key, case in self.cases.items() if key in talked and self.was_open(case)]

    # -- answer times ------------------------------------------------------------------------------------------------
    def answer_hours(self, row: Row) -> Fraction | None:
        """Minute by minute: is the centre open then?"""
        if row["first_response_minutes"] is not None:
            return Fraction(row["first_response_minutes"], 60)
        if not row["received_at"] or not row["first_answer_at"]:
            return None
        now = datetime.fromisoformat(row["received_at"].replace("Z", "+00:00"))
        end = datetime.fromisoformat(row["first_answer_at"].replace("Z", "+00:00"))
        own = next(centre for centre in self.live("centre") if centre["is_own"])
        hours = [row for row in self.live("opening_hours") if row["centre"] == own["id"]]
        if end < now or not hours:
            return None
        zone, minutes = ZoneInfo(own["timezone"]), 0
        while now < end:
            local = now.astimezone(zone)
            clock = local.strftime("%H:%M:%S")
            minutes += local.date() not in self.holidays and any(
                row["weekday"] == local.isoweekday() and row["opens_at"] <= clock < row["closes_at"] for row in hours
            )
            now += timedelta(minutes=1)
        return Fraction(minutes, 60)

    # -- procurements ------------------------------------------------------------------------------------------------
    def linked(self) -> dict[str, set[str]]:
        """Procurement -> the cases of its links."""
        found: dict[str, set[str]] = {}
        for link in self.live("case_procurement"):
            found.setdefault(link["procurement"], set()).add(link["case"])
        return found

    def procurements(self) -> dict[str, Row]:
        linked = self.linked()
        rows = self.live("procurement_project")
        return {row["id"]: row for row in rows if row["id"] in linked and row["status"] != "cancelled"}

    def awards(self) -> list[Row]:
        counted = self.procurements()
        return [row for row in self.live("award") if row["procurement"] in counted]

    def euro(self, money: Row | None, when: str | None) -> Fraction | None:
        if money is None:
            return None
        if money["currency"] == "EUR":
            return Fraction(money["amount"])
        rates = [row for row in self.live("exchange_rate") if row["currency"] == money["currency"]]
        before = sorted((row["on"], row["id"], row["eur_per_unit"]) for row in rates if when and row["on"] <= when)
        return Fraction(money["amount"]) * Fraction(before[-1][2]) if before else None

    def won_by(self, award: Row, test: Callable[[Row], bool | None]) -> bool | None:
        """Whether any lead supplier passes; None where that is not known."""
        leads = [row for row in self.live("award_supplier") if row["award"] == award["id"] and row["lead"]]
        found = [test(row) for row in leads]
        if True in found:
            return True
        return None if None in found or not found else False
