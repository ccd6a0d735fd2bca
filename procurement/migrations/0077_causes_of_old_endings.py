from django.db import migrations

PAST_THE_EXAMINATION = ("withdrawn", "quoted", "no_quote", "invalid", "ranked")


def mend(apps, schema_editor):
    """Who got past the examination was not "too few": the same sentence ended reviews after it as well."""
    reviews = apps.get_model("procurement", "ReviewSession").objects.filter(termination_cause="too_few")
    candidates = apps.get_model("procurement", "Candidate").objects.filter(session__in=reviews)
    consulted = apps.get_model("procurement", "Consultation").objects.filter(candidate__in=candidates)
    past = set(candidates.filter(status__in=PAST_THE_EXAMINATION).values_list("session_id", flat=True))
    past |= set(consulted.values_list("candidate__session_id", flat=True))
    packages = apps.get_model("procurement", "Package").objects.filter(ended_because="too_few")
    for review in reviews.filter(pk__in=past).iterator():
        own = list(candidates.filter(session_id=review.pk).values_list("status", "final_quote"))
        is_valid = any(status in ("quoted", "ranked") for status, _quote in own)
        is_dear = any(status == "invalid" and (quote or 0) > review.ceiling_amount for status, quote in own)
        review.termination_cause = "over_budget" if is_dear and not is_valid else "few_left"
        review.save(update_fields=["termination_cause"])
        packages.filter(review_id=review.pk).update(ended_because=review.termination_cause)


class Migration(migrations.Migration):
    dependencies = [
        ("procurement", "0076_contracted_orders"),
    ]

    operations = [
        migrations.RunPython(mend, migrations.RunPython.noop),
    ]
