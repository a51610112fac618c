import io

import pikepdf


def pdf_naskah(isi, hari_ini):
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page(page_size=(595, 842))
    k = io.BytesIO()
    pdf.save(k)
    return k.getvalue()
