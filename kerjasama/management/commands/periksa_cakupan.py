from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from kerjasama import triggers


class Command(BaseCommand):
    help = "Compares Cakupan with the parties, and looks for its triggers; exits 1 on any difference."

    def add_arguments(self, parser):
        parser.add_argument("--perbaiki", action="store_true", help="mend what differs and put the triggers back")

    def handle(self, *args, **options):
        if options["perbaiki"]:
            with transaction.atomic():
                triggers.perbaiki(connection)
            triggers.pasang(connection)
        hilang, lebih = triggers.selisih(connection)
        if pemicu := triggers.yang_hilang(connection):
            raise CommandError(f"Pemicu hilang: {', '.join(pemicu)}.")
        if hilang or lebih:
            raise CommandError(f"Cakupan tidak cocok: {hilang} baris kurang atau basi, {lebih} baris lebih atau basi.")
        self.stdout.write("Cakupan cocok.")
