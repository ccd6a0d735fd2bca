"""The language of the pages: the reader's choice, never a guess from the browser's settings."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import trans_real


class ChosenLanguage(LocaleMiddleware):
    """Chinese until the reader picks another language; a public office answers in its own first."""

    def process_request(self, request: HttpRequest) -> None:
        """Read the choice from its cookie."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen in dict(settings.LANGUAGES) and trans_real.check_for_language(chosen)
        translation.activate(chosen if known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
