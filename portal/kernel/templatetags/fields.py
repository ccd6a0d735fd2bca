"""How forms are shown: a field with its label, help and error; the error summary; check-your-answers."""

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.kernel import money
from portal.kernel.limits import weekday

REQUIRED = [kind.default_error_messages["required"] for kind in (forms.Field, money.AmountField)]
PLAIN, CHECK, CHOICES, HIDDEN = "plain", "check", "choices", "hidden"


def field(
    bound: BoundField,
    unit: str = "",
    words: bool | None = None,
    hint: str = "",
    wide: bool = False,
    label: str = "",
) -> dict:
    """The context of components/field.html; an amount of money gets its unit and its words by itself."""
    is_money = isinstance(bound.field, money.AmountField)
    kind = kind_of(bound)
    dress_date(bound)
    help_text = hint or bound.help_text
    return {
        "field": bound,
        "kind": kind,
        "label": label or bound.label,
        "help": help_text,
        "unit": unit or (_("元") if is_money else ""),
        "words": is_money if words is None else words,
        "errors": sentences(bound),
        "weekday": isinstance(bound.field, forms.DateField | forms.DateTimeField) and kind == PLAIN,
        "wide": wide or isinstance(bound.field.widget, forms.Textarea),
        "control": render_control(bound, kind=kind, has_help=bool(help_text)),
    }


def kind_of(bound: BoundField) -> str:
    """Which of the four shapes a widget takes on the page."""
    widget = bound.field.widget
    if widget.is_hidden:
        return HIDDEN
    if isinstance(widget, forms.CheckboxInput):
        return CHECK
    return CHOICES if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else PLAIN


def dress_date(bound: BoundField) -> None:
    """A date and a moment get the browser's own picker."""
    widget = bound.field.widget
    if type(widget) is forms.DateInput:
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    elif type(widget) is forms.DateTimeInput:
        widget.input_type, widget.format = "datetime-local", "%Y-%m-%dT%H:%M"


def render_control(bound: BoundField, *, kind: str, has_help: bool) -> SafeString:
    """The widget with its class and with what a screen reader says about it."""
    described = [f"{bound.id_for_label}-help"] if has_help else []
    described += [f"{bound.id_for_label}-error"] if bound.errors else []
    attrs = {"class": css_class(bound, kind=kind)}
    bound.field.widget.attrs.pop("placeholder", None)  # vanishes while typing: the label and the help say it
    if described and kind != CHOICES:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors and kind != CHOICES:
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)


def css_class(bound: BoundField, *, kind: str) -> str:
    """The class of the control, the field's own first."""
    widget = bound.field.widget
    base = {CHECK: "form-check-input", CHOICES: "form-check-input"}.get(kind, "form-control")
    if isinstance(widget, forms.Select) and kind == PLAIN:
        base = "form-select"
    own = widget.attrs.get("class", "")
    return " ".join(filter(None, [own, base, "is-invalid" if bound.errors else ""]))


def error_summary(*given: forms.BaseForm | forms.BaseFormSet) -> dict:
    """Every error of the forms, each with the id of its field."""
    errors = []
    for form in flat(given):
        errors += [{"text": text, "target": ""} for text in form.non_field_errors()]
        for bound in form:
            errors += [{"text": text, "target": target_of(bound)} for text in sentences(bound)]
    return {"errors": errors}


def sentences(bound: BoundField) -> list[str]:
    """The errors of one field; a field left empty is named, so that the summary can be read by itself."""
    found = []
    for error in bound.errors.as_data():
        if error.code == "required" and error.message in REQUIRED:
            found.append(what_to_do(bound.field) % {"label": bound.label})
        else:
            found += [str(text) for text in error]
    return found


def what_to_do(form_field: forms.Field) -> str:
    """What a person does with a field that was left empty."""
    if isinstance(form_field, forms.BooleanField):
        return _("请勾选“%(label)s”。")
    if isinstance(form_field, forms.FileField):
        return _("请上传“%(label)s”。")
    if isinstance(form_field, forms.ChoiceField | forms.ModelChoiceField):
        return _("请选择“%(label)s”。")
    return _("请填写“%(label)s”。")


def flat(given) -> list[forms.BaseForm]:
    """Forms and form sets as one list of bound forms."""
    forms_ = []
    for one in given:
        if isinstance(one, forms.BaseFormSet):
            forms_ += list(one.forms) if one.is_bound else []
        elif one is not None and one.is_bound:
            forms_.append(one)
    return forms_


def target_of(bound: BoundField) -> str:
    """The id that a link of the summary jumps to: the first choice of a group, else the control."""
    return f"{bound.auto_id}_0" if kind_of(bound) == CHOICES else bound.id_for_label


def form_block(
    context,
    content,
    form=None,
    submit="",
    cancel="",
    consequence="",
    action="",
    post=True,
    danger=False,
    ident="",
):
    """A form with its error summary, token and buttons; without own content it shows every field."""
    values = {
        "content": content.strip() and content,
        "form": form,
        "submit": submit or _("保存"),
        "cancel": cancel,
        "consequence": consequence,
        "action": action,
        "danger": danger,
        "ident": ident,
        "csrf_token": context.get("csrf_token"),
    }
    return mark_safe(render_to_string("components/form.html", values))  # noqa: S308


def answers_of(form: forms.BaseForm, change: str = "") -> dict:
    """What a valid form holds, in words, for check-your-answers."""
    rows = [
        {
            "label": bound.label,
            "value": in_words(bound, form.cleaned_data.get(bound.name)),
            "id": bound.id_for_label,
        }
        for bound in form.visible_fields()
    ]
    return {"rows": rows, "change": change}


def in_words(bound: BoundField, value) -> str:
    """A cleaned value as a person would read it."""
    if value is None or value == "":
        return _("没有填写")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(bound.field, money.AmountField):
        return _("%(amount)s 元（%(words)s）") % {
            "amount": money.format_amount(value),
            "words": money.in_words(value),
        }
    if isinstance(bound.field, forms.ChoiceField) and not hasattr(value, "pk"):
        return chosen(bound.field, value)
    if isinstance(bound.field, forms.DateField):
        return f"{value:%Y-%m-%d} {weekday(value)}"
    if isinstance(bound.field, forms.DateTimeField):
        return f"{value:%Y-%m-%d} {weekday(value)} {value:%H:%M}"
    return str(value)


def chosen(form_field: forms.ChoiceField, value) -> str:
    """The words of the chosen options."""
    picked = {str(one) for one in value} if isinstance(value, list | tuple | set) else {str(value)}
    words = dict(flat_choices(form_field.choices))
    return "、".join(label for key, label in words.items() if key in picked) or str(value)


def flat_choices(choices) -> list[tuple[str, str]]:
    """Choices without their groups."""
    rows = []
    for key, label in choices:
        rows += flat_choices(label) if isinstance(label, list | tuple) else [(str(key), str(label))]
    return rows
