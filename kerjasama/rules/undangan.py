"""The days of an invitation."""

from datetime import timedelta

HARI_UNDANGAN, MAKS_HARI_UNDANGAN = 30, 366


def galat_masa_undangan(mulai, selesai, hari_ini):
    """What is wrong with the days of an invitation: it begins today or later and ends by itself within a year."""
    if mulai < hari_ini:
        return {"mulai": "Undangan mulai paling awal hari ini."}
    if selesai < mulai:
        return {"selesai": "Hari terakhir mendahului hari mulai."}
    if selesai - mulai > timedelta(days=MAKS_HARI_UNDANGAN):
        return {"selesai": "Undangan berlaku paling lama satu tahun. Undang lagi nanti bila masih perlu."}
    return {}
