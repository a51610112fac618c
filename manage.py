#!/usr/bin/env python3
"""Everything starts here. On a bare machine `mulai` and `uji` first build the project's own environment."""

import os
import sys

if sys.version_info < (3, 11):
    sys.exit("Diperlukan Python 3.11 atau yang lebih baru; yang berjalan: " + sys.version.split()[0])

import siapkan


def main():
    perintah, argumen = (sys.argv[1] if len(sys.argv) > 1 else "help"), sys.argv[2:]
    siapkan.masuk_lingkungan(perintah)
    if perintah == "uji":
        from siapkan.uji import uji

        sys.exit(uji(argumen))
    if perintah == "mulai":
        siapkan.atur_contoh(argumen)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
