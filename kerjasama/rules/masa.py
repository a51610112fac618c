"""How long before its last day an agreement is spoken of."""

HARI_PERINGATAN = (180, 90, 30)


def ambang(sisa):
    """The nearest threshold that `sisa` days have come under; None outside all of them, and after the last day."""
    return min((h for h in HARI_PERINGATAN if 0 <= sisa <= h), default=None)
