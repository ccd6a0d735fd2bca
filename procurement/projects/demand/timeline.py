"""A demand's making as events of the purchase."""

from django.utils.translation import gettext as _

from portal.kernel.timeline import DONE, NOW, Event
from procurement.projects.demand import queries, rules
from procurement.projects.models import ProcurementProject


def events(project: ProcurementProject) -> list[Event]:
    """Survey, hearing, reviews, counsel."""
    found = []
    if survey := queries.survey_of(project):
        note = _("调查 %(count)s 家") % {"count": len(survey.respondents.all())}
        found.append(Event(_("需求调查"), DONE, at=survey.at, note=note, basis=rules.SURVEY_BASIS))
    if hearing := queries.hearing_of(project):
        state = DONE if hearing.concluded_at else NOW
        at = hearing.concluded_at or hearing.asked_at
        found.append(
            Event(_("就需求征求公众意见"), state, at=at, due=hearing.until, basis=rules.HEARING_BASIS)
        )
    for review in queries.reviews_of(project):
        title = review.get_kind_display() if review.passed else _("审查未通过")
        found.append(
            Event(title, DONE, at=review.at, by=review.by.name, note=review.opinion, basis=rules.REVIEW_BASIS)
        )
    found += [
        Event(_("合同文本法律审查"), DONE, at=legal.at, note=legal.firm, basis=rules.LEGAL_BASIS)
        for legal in queries.legal_reviews_of(project)
    ]
    return found
