"""Support plans: made, written, agreed and carried out version by version; found by the key that people use."""

import re
from dataclasses import replace

from p2i_desktop.domain.buddies import BuddyPairing, SupportPlan
from p2i_desktop.domain.network import Centre, Programme
from p2i_desktop.services.plan_file import PlanFile, key_for, plan_file, standing, versions_of
from p2i_desktop.services.plan_templates import TemplateVerbs
from p2i_desktop.services.plan_versions import Made
from p2i_desktop.services.shipped_plans import Template
from p2i_desktop.storage.store import Changed

__all__ = ["Made", "PlanFile", "Plans", "Template"]

# A code of a centre may hold a hyphen itself, so only the end is taken apart.
_KEY = re.compile(r"(?P<sides>\S+)-(?P<year>[0-9]{4})(?:-V(?P<version>[0-9]{1,3}))?", re.ASCII | re.I)


class Plans(TemplateVerbs):
    """The verbs of support plans; those of rows, versions and templates come from below."""

    def file(self, plan_id: str) -> PlanFile:
        """Everything about one version of a plan; Missing."""
        return plan_file(self.work, self.plan(plan_id))

    def save(self, plan: SupportPlan, draft: tuple[str, str] | None = None, stay: str = "") -> Changed:
        """Saves title, days and notes of a version; its status moves by the verbs of versions only. Refused, Conflict."""
        stored = self.store.get(SupportPlan, plan.id)
        if stored is not None:
            plan = replace(plan, status=stored.status, agreed_on=stored.agreed_on)
        return self.work.put("save_plan", plan, stay=stay, draft=draft)

    def of_key(self, text: str) -> str:
        """The id of the plan that people call so: an id, or `AT-PT-2018`, with `-v2` a certain version, else the one in
        force, else the latest. LookupError with a sentence."""
        wanted, t = text.strip(), self.work.texts
        if self.store.find(SupportPlan, id=wanted.lower()):
            return wanted.lower()
        match = _KEY.fullmatch(wanted)
        if match is None:
            raise LookupError(t._("A support plan is named like AT-PT-2018, or by its id: {text}").format(text=wanted))
        found = self._pairs(match["sides"], int(match["year"]))
        plans = [(pair, plan) for pair in found if (plan := self._version(pair, match["version"])) is not None]
        if not plans:
            raise LookupError(t._("There is no support plan {key}.").format(key=wanted))
        if len(plans) > 1:
            told = ", ".join(f"{self._programme(pair)}: {plan.id}" for pair, plan in plans)
            raise LookupError(
                t._("{key} is a plan in several programmes. Name it by its id: {list}").format(key=wanted, list=told)
            )
        return plans[0][1].id

    def all_keys(self) -> list[tuple[str, str]]:
        """(key, id) of the version that stands for each pair with a plan, by key: for choosing one."""
        pairs = {one.id: one for one in self.store.find(BuddyPairing)}
        of_pair: dict[str, list[SupportPlan]] = {}
        for plan in sorted(self.store.find(SupportPlan), key=lambda one: (-one.version, one.id)):
            of_pair.setdefault(plan.pairing or "", []).append(plan)
        centres = {one.id: one for one in self.store.find(Centre)}
        found = []
        for key, versions in of_pair.items():
            pair, stands = pairs.get(key), standing(versions)
            if pair is None or stands is None:
                continue
            mentor, new = centres.get(pair.mentor or ""), centres.get(pair.new_centre or "")
            if mentor is not None and new is not None:
                found.append((key_for(mentor, new, pair.year), stands.id))
        return sorted(found)

    def _pairs(self, sides: str, year: int) -> list[BuddyPairing]:
        """The pairs of a year whose two codes, with a hyphen between them, read so."""
        codes = {one.id: one.code for one in self.store.find(Centre)}
        return [
            pair
            for pair in self.store.find(BuddyPairing, year=year)
            if f"{codes.get(pair.mentor or '')}-{codes.get(pair.new_centre or '')}".casefold() == sides.casefold()
        ]

    def _version(self, pair: BuddyPairing, version: str | None) -> SupportPlan | None:
        versions = versions_of(self.work, pair.id)
        if version:
            return next((one for one in versions if one.version == int(version)), None)
        return standing(versions)

    def _programme(self, pair: BuddyPairing) -> str:
        programme = self.store.get(Programme, pair.programme) if pair.programme else None
        return programme.code if programme is not None else ""
