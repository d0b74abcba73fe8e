"""The indexes that lists, figures and finding need, as data: the tables are made with them."""

from typing import NamedTuple


class IndexSpec(NamedTuple):
    """An index of a table; `live`: of rows outside the bin only; `where`: a further condition in SQL."""

    name: str
    table: str
    columns: tuple[str, ...]
    live: bool = True
    where: str = ""


# All that the figures and the filters of the register read of a consultation, in the order of its day: 6 times faster
# for a report than an index on the day alone, and the register's usual order needs no look at the wide rows.
_COUNTED = (
    "on", "n", "type", "channel", "contact_minutes", "preparation_minutes", "travel_minutes", "contact_made", "substantive",
    "specific", "count_out", "anonymous", "confidentiality", "case", "organisation", "advisor", "programme", "id", "deleted_at",
)  # fmt: skip
_RESTRICTED = "confidentiality = 'restricted'"


def _links(table: str, *fields: str) -> tuple[IndexSpec, ...]:
    return tuple(
        spec
        for field in fields
        for spec in (
            IndexSpec(f"{table}__{field}__by_owner", f"{table}__{field}", ("owner", "value")),
            IndexSpec(f"{table}__{field}__by_value", f"{table}__{field}", ("value", "owner")),
        )
    )


INDEXES: tuple[IndexSpec, ...] = (
    IndexSpec("consultation_counted", "consultation", _COUNTED),
    IndexSpec("consultation_minutes", "consultation", ("contact_minutes",)),
    IndexSpec("consultation_organisation", "consultation", ("organisation", "on")),
    IndexSpec("consultation_case", "consultation", ("case", "on")),
    IndexSpec("consultation_restricted", "consultation", ("advisor", "id"), live=False, where=_RESTRICTED),
    *_links("consultation", "topics", "contacts", "other_organisations"),
    IndexSpec("case_number", "case", ("number",)),
    IndexSpec("case_opened", "case", ("opened_on",)),
    IndexSpec("case_closed", "case", ("closed_on",)),
    IndexSpec("case_restricted", "case", ("lead_advisor", "id"), live=False, where=_RESTRICTED),
    *_links("case", "co_advisors", "topics"),
    IndexSpec("case_party_case", "case_party", ("case", "role", "organisation")),
    IndexSpec("case_party_organisation", "case_party", ("organisation", "case")),
    IndexSpec("employment_contact", "employment", ("contact", "organisation")),
    IndexSpec("employment_organisation", "employment", ("organisation", "contact")),
    IndexSpec("action_about", "action", ("about_id", "due_on")),
    IndexSpec("action_due", "action", ("due_on",), where="done_on IS NULL AND dropped_on IS NULL"),
    IndexSpec("staff_time_about", "staff_time", ("about_id", "staff")),
    IndexSpec("staff_time_on", "staff_time", ("on",)),
    IndexSpec("transition_about", "transition", ("about_id", "on")),
    IndexSpec("procurement_title", "procurement_project", ("title",)),
    IndexSpec("procurement_started", "procurement_project", ("started_on",)),
    IndexSpec("procurement_lead_buyer", "procurement_project", ("lead_buyer",)),
    IndexSpec("procurement_buyer_procurement", "procurement_buyer", ("procurement", "organisation")),
    IndexSpec("procurement_buyer_organisation", "procurement_buyer", ("organisation", "procurement")),
    IndexSpec("case_procurement_case", "case_procurement", ("case", "procurement")),
    IndexSpec("case_procurement_procurement", "case_procurement", ("procurement", "case")),
    IndexSpec("notice_procurement", "notice", ("procurement",)),
    IndexSpec("notice_number", "notice", ("publication_number",)),
    IndexSpec("pcp_phase_procurement", "pcp_phase", ("procurement", "phase")),
    IndexSpec("market_consultation_procurement", "market_consultation", ("procurement",)),
    IndexSpec("market_consultation_case", "market_consultation", ("case",)),
    IndexSpec("market_consultation_opens", "market_consultation", ("opens",)),
    IndexSpec("award_procurement", "award", ("procurement", "awarded_on")),
    IndexSpec("award_day", "award", ("awarded_on",)),
    IndexSpec("award_supplier_award", "award_supplier", ("award", "organisation")),
    IndexSpec("award_supplier_organisation", "award_supplier", ("organisation", "award")),
    IndexSpec("case_link_case", "case_link", ("case",)),
    IndexSpec("case_link_other", "case_link", ("other",)),
    IndexSpec("case_follow_up", "case", ("follow_up_on",)),
    IndexSpec("case_target", "case", ("target_on",)),
    IndexSpec("checklist_item_case", "checklist_item", ("case", "position")),
    IndexSpec("escalation_case", "escalation", ("case", "step")),
    IndexSpec("feedback_about", "feedback", ("about_id",)),
    IndexSpec("template_step_template", "template_step", ("template", "position")),
    IndexSpec("attachment_about", "attachment", ("about_id",)),
    IndexSpec("attachment_content", "attachment", ("sha256",), live=False),
    IndexSpec("consultation_plan", "consultation", ("plan", "on"), where="plan IS NOT NULL"),
    IndexSpec("buddy_pairing_year", "buddy_pairing", ("programme", "year")),
    IndexSpec("support_plan_pairing", "support_plan", ("pairing", "version")),
    IndexSpec("plan_need_plan", "plan_need", ("plan", "topic")),
    IndexSpec("plan_objective_plan", "plan_objective", ("plan", "position")),
    IndexSpec("plan_milestone_plan", "plan_milestone", ("plan", "position")),
    IndexSpec("plan_milestone_due", "plan_milestone", ("due_on",), where="done_on IS NULL"),
    *_links("plan_milestone", "depends_on"),
    IndexSpec("support_measure_plan", "support_measure", ("plan", "planned_on")),
    IndexSpec("support_measure_day", "support_measure", ("planned_on",), where="held_on IS NULL"),
    IndexSpec("plan_risk_plan", "plan_risk", ("plan",)),
    IndexSpec("plan_signature_plan", "plan_signature", ("plan",)),
    IndexSpec("plan_evaluation_plan", "plan_evaluation", ("plan",)),
    IndexSpec("setup_progress_centre", "setup_progress", ("centre", "milestone")),
    IndexSpec("centre_service_centre", "centre_service", ("centre", "service")),
    IndexSpec("plan_template_line_template", "plan_template_line", ("template", "position")),
    IndexSpec("consultation_workshop", "consultation", ("workshop", "on"), where="workshop IS NOT NULL"),
    IndexSpec("workshop_starts", "workshop", ("starts_on",)),
    IndexSpec("workshop_number", "workshop", ("number",)),
    IndexSpec("workshop_restricted", "workshop", ("id",), live=False, where=_RESTRICTED),
    *_links("workshop", "topics", "organisers"),
    IndexSpec("workshop_session_workshop", "workshop_session", ("workshop", "starts_on")),
    IndexSpec("agenda_item_workshop", "agenda_item", ("workshop", "position")),
    IndexSpec("participation_workshop", "participation", ("workshop", "status")),
    IndexSpec("participation_contact", "participation", ("contact", "workshop")),
    IndexSpec("participation_organisation", "participation", ("organisation", "workshop")),
    IndexSpec("participation_certificate", "participation", ("certificate_code",), where="certificate_code <> ''"),
    IndexSpec("attendance_session", "attendance", ("session", "participation")),
    IndexSpec("attendance_participation", "attendance", ("participation", "session")),
    IndexSpec("feedback_question_workshop", "feedback_question", ("workshop", "position")),
    IndexSpec("feedback_answer_feedback", "feedback_answer", ("feedback", "question")),
    IndexSpec("feedback_answer_question", "feedback_answer", ("question", "score")),
    IndexSpec("disclosure_about", "disclosure", ("about_id", "on")),
    IndexSpec("exchange_rate_day", "exchange_rate", ("currency", "on")),
    IndexSpec("code_list_code", "code", ("list", "code")),
)
