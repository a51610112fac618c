from django.core.management.base import BaseCommand

from kerjasama.services.peringatan import akan_habis, peringatkan

LANGKAH = 500


class Command(BaseCommand):
    help = (
        "Tells parties and offices of agreements that end within 180, 90 or 30 days, each once. Safe at any time, also "
        "when it was killed: every agreement is told of on its own. Run it daily."
    )

    def handle(self, *args, **options):
        calon, dikirim = akan_habis(), 0
        for ke, pk in enumerate(calon, 1):
            dikirim += peringatkan(pk) is not None
            if ke % LANGKAH == 0:
                self.stdout.write(f"{ke} dari {len(calon)} diperiksa, {dikirim} diperingatkan")
        self.stdout.write(f"{len(calon)} diperiksa, {dikirim} diperingatkan")
