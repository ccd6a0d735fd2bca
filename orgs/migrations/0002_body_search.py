import django.contrib.postgres.indexes
from django.db import migrations

import portal.kernel.search

# Bodies that are there already: pairs of characters, what remains of the initials, the credit code.
FILL = """
UPDATE orgs_body SET search = array_to_tsvector(ARRAY(
    SELECT lower(substr(name, i, 2)) FROM generate_series(1, length(name)) AS i
    UNION
    SELECT substr(pinyin_initials, i) FROM generate_series(1, length(pinyin_initials)) AS i
    UNION
    SELECT lower(credit_code)
))
"""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="body",
            name="search",
            field=portal.kernel.search.SearchField(default="", editable=False, verbose_name="检索词"),
        ),
        migrations.AddIndex(
            model_name="body",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="body_search"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
