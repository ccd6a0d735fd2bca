"""Write docs/law from the numbers of the law, the code and the marks on the tests."""

from django.core.management.base import BaseCommand

from portal.site import law_pages


class Command(BaseCommand):
    """Writes files, asks no database."""

    help = "按法定参数、代码里写明的依据和测试上的标记，重新写出 docs/law 里的各页。"

    def handle(self, *args, **options):
        self.stdout.write(f"{law_pages.write()}")
