"""Jobs of accounts; each loads, does one thing, and may come twice."""

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail

from orgs.accounts import letters
from orgs.accounts.applications.models import AccountApplication
from orgs.accounts.erasure import answering
from orgs.accounts.papers import workflow as papers
from orgs.people.models import User
from portal.kernel import clock


@shared_task(name="accounts.send_entry_link", autoretry_for=(OSError,), max_retries=3)
def send_entry_link(user_id: int, site: str) -> None:
    """Send the link that sets a password; made only now, so that it is kept nowhere."""
    user = User.objects.get(pk=user_id)
    if user.email and user.is_active and not user.has_usable_password():
        subject, text = letters.entry(user, site=site)
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])


@shared_task(name="accounts.tell_applicant", autoretry_for=(OSError,), max_retries=3)
def tell_applicant(application_id: int) -> None:
    """Tell an applicant why the application came back."""
    application = AccountApplication.objects.select_related("body").get(pk=application_id)
    subject, text = letters.returned(application)
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [application.email])


@shared_task(name="accounts.remind_of_papers")
def remind_of_papers() -> int:
    """Remind of papers that end soon; each reminder goes out once."""
    return papers.remind(now=clock.now())


@shared_task(name="accounts.send_erasure_answer", autoretry_for=(OSError,), max_retries=3)
def send_erasure_answer(request_id: int) -> None:
    """Send the answer; then the address is forgotten."""
    answering.send(request_id, now=clock.now())
