from django.core.management.base import BaseCommand, CommandError

from wilayah.jejak.services import periksa_rantai


class Command(BaseCommand):
    help = "Recomputes every chain of the audit trail; exits 1 and names each row that was changed or is missing."

    def handle(self, *args, **options):
        if salah := list(periksa_rantai()):
            raise CommandError("\n".join(salah))
        self.stdout.write("Jejak utuh.")
