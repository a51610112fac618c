"""Text of a PDF page by page, without blanks: enough to ask what stands where, in Python alone."""

import io
import re

import pikepdf


def halaman(isi: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        return [_teks(satu) for satu in pdf.pages]


def huruf(isi: bytes) -> set[str]:
    """Names of the embedded typefaces, without the subset's prefix."""
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        return {
            str(objek.BaseFont)[1:].split("+")[-1]
            for objek in pdf.objects
            if isinstance(objek, pikepdf.Dictionary) and str(objek.get("/Subtype")) == "/Type0"
        }


def _teks(satu) -> str:
    peta = {nama: _peta(font) for nama, font in satu.Resources.get("/Font", {}).items()}
    kini, hasil = {}, []
    for sandi, operator in pikepdf.parse_content_stream(satu):
        if str(operator) == "Tf":
            kini = peta[str(sandi[0])]
        elif str(operator) in ("Tj", "TJ"):
            bagian = sandi[0] if str(operator) == "TJ" else sandi
            hasil += (_urai(bytes(b), kini) for b in bagian if isinstance(b, pikepdf.String))
    return re.sub(r"\s", "", "".join(hasil))


def _peta(font):
    cmap = font.ToUnicode.read_bytes().decode()
    return {
        int(kode, 16): bytes.fromhex(teks).decode("utf-16-be")
        for kode, teks in re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", cmap)
    }


def _urai(kode: bytes, peta) -> str:
    return "".join(peta.get(int.from_bytes(kode[i : i + 2]), "") for i in range(0, len(kode), 2))
