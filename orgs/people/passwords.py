"""How long a password is at least, said in the reader's language."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class MinimumLength(password_validation.MinimumLengthValidator):
    """Django's own rule; its sentence has no Chinese."""

    def get_error_message(self) -> str:
        """What stands beside the field."""
        return _("密码太短，至少 %(length)d 个字符。") % {"length": self.min_length}

    def get_help_text(self) -> str:
        """What stands below the field."""
        return _("密码至少 %(length)d 个字符。") % {"length": self.min_length}
