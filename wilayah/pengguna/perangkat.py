"""From where a request comes, as far as people and the lock-out need to know: a piece of the network, and the device
in words. The whole address of a person is kept nowhere."""

from ipaddress import ip_address, ip_network

from django.conf import settings

# A village, an office or a mobile operator stands behind one address or a few beside it; in IPv6 a household has a /64.
BIT_AWALAN = {4: 24, 6: 64}
# The first that fits: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
PERAMBAN = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SISTEM = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
TIDAK_DIKENAL = "Perangkat tidak dikenal"


def sebut_perangkat(agen):
    """`Chrome di Windows`, from what the browser says of itself."""
    peramban = _cocok(PERAMBAN, agen)
    sistem = _cocok(SISTEM, agen)
    if peramban and sistem:
        return f"{peramban} di {sistem}"
    return peramban or sistem or TIDAK_DIKENAL


def awalan_ip(alamat):
    """The network of an address, `203.0.113.0/24`; None for what is no address."""
    try:
        ip = ip_address(alamat)
    except ValueError:
        return None
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip_network((ip, BIT_AWALAN[ip.version]), strict=False)


def alamat_klien(request):
    """The peer, or behind a proxy (BINWAS_AMAN) the address that our own proxy wrote down. Whatever stands to the left
    of it in the header the client may have made up."""
    langsung = request.META.get("REMOTE_ADDR", "")
    if not settings.BINWAS_AMAN:
        return langsung
    dari_proksi = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if len(dari_proksi) < settings.BINWAS_PROKSI:
        return langsung
    return dari_proksi[-settings.BINWAS_PROKSI].strip() or langsung


def jaringan_klien(request):
    """The first address of the client's network: what django-axes counts wrong passwords by."""
    jaringan = awalan_ip(alamat_klien(request))
    return str(jaringan.network_address) if jaringan else None


def _cocok(daftar, agen):
    return next((nama for tanda, nama in daftar if tanda in agen), "")
