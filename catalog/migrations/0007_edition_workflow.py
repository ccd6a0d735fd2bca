"""An edition is consulted on and approved by a second person; two in force on one day are impossible."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_owner_to_catalogue")]

    operations = [
        migrations.RemoveField(
            model_name="catalogueedition",
            name="owner",
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="approved_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="批准时间"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="approved_by",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="审批人编号"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="approved_by_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="审批人"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="based_on",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.catalogueedition",
                verbose_name="在哪一版上修改",
            ),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="consultation_from",
            field=models.DateField(blank=True, null=True, verbose_name="征求意见开始"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="consultation_to",
            field=models.DateField(blank=True, null=True, verbose_name="征求意见截止"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="departure_reason",
            field=models.TextField(blank=True, max_length=2000, verbose_name="项数不同的理由"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="drafted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="起草时间"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="drafted_by",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="起草人编号"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="drafted_by_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="起草人"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="items_digest",
            field=models.CharField(blank=True, max_length=64, verbose_name="品目摘要"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="opinion",
            field=models.TextField(blank=True, max_length=2000, verbose_name="审批意见"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="reason",
            field=models.TextField(blank=True, max_length=2000, verbose_name="修订理由"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="submitted_by",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="提交人编号"),
        ),
        migrations.AddField(
            model_name="catalogueedition",
            name="submitted_by_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="提交人"),
        ),
        migrations.AlterField(
            model_name="catalogueedition",
            name="catalogue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="catalog.catalogue",
                verbose_name="目录",
            ),
        ),
        migrations.AlterField(
            model_name="catalogueedition",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "草稿"),
                    ("consultation", "征求意见"),
                    ("approved", "已批准"),
                    ("abandoned", "已作废"),
                ],
                default="draft",
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.AddConstraint(
            model_name="catalogueedition",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status", "approved")),
                expressions=[
                    (
                        models.Func(
                            models.F("catalogue"),
                            models.F("catalogue"),
                            models.Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    (
                        models.Func(models.F("in_force_from"), models.F("in_force_to"), function="daterange"),
                        "&&",
                    ),
                ],
                name="one_edition_in_force_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="catalogueedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("draft", "consultation"))),
                fields=("catalogue",),
                name="one_edition_in_preparation",
            ),
        ),
        migrations.AddConstraint(
            model_name="catalogueedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "approved"), _negated=True),
                    ("is_reference", True),
                    ("in_force_from__isnull", False),
                    _connector="OR",
                ),
                name="approved_edition_has_a_day",
            ),
        ),
    ]
