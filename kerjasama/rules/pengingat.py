"""The message that a village copies into a group chat: where the parties stand, in two tones. It names villages and
third parties, never people, numbers or what the text says; its link asks for a sign-in."""

AJAKAN, PENGINGAT = "ajakan", "pengingat"
NADA = {AJAKAN: "Mengajak", PENGINGAT: "Mengingatkan"}
BANYAK_DISEBUT = 10


def teks_pengingat(nada, *, judul, naskah, sapaan, kolom, ditunggu, apa, batas, tautan):
    """`kolom`: (heading, how many, of how many) in order; `ditunggu`: names of those who are waited for; `apa`: what
    they have still to do; `batas`: the last day in words, or ""."""
    susun = _ajakan if nada == AJAKAN else _pengingat
    alinea = susun(judul, naskah, sapaan, kolom, ditunggu, apa, batas)
    return "\n\n".join([*alinea, f"{tautan}\n(tautan meminta masuk)"])


def _ajakan(judul, naskah, sapaan, kolom, ditunggu, apa, batas):
    kabar = "\n".join(f"{'✔' if ada == dari else '◷'} {nama}: {ada} dari {dari}" for nama, ada, dari in kolom if dari)
    baris = [f"Bapak/Ibu {sapaan}, kabar {naskah} «{judul}»:", kabar]
    if not ditunggu:
        return [*baris, apa or "Semua pihak sudah menyelesaikan bagiannya. Terima kasih."]
    waktu = f" Waktunya sampai {batas}." if batas else ""
    return [*baris, f"Yang masih ditunggu: {sebut(ditunggu)}. {apa}{waktu} Terima kasih."]


def _pengingat(judul, naskah, sapaan, kolom, ditunggu, apa, batas):
    baris = [f"Pengingat: {naskah} «{judul}»."]
    if not ditunggu:
        return [*baris, apa or "Tidak ada yang sedang ditunggu."]
    waktu = f" Paling lambat {batas}." if batas else ""
    return [*baris, f"Menunggu {sebut(ditunggu)}. {apa}{waktu}", "Pihak lain sudah selesai dan menunggu."]


def sebut(nama):
    """«A, B, dan C»; a long list is cut."""
    if len(nama) > BANYAK_DISEBUT:
        return f"{', '.join(nama[:BANYAK_DISEBUT])}, dan {len(nama) - BANYAK_DISEBUT} lainnya"
    if len(nama) < 3:
        return " dan ".join(nama)
    return f"{', '.join(nama[:-1])}, dan {nama[-1]}"
