"""Tables that must name the same things: what is added to one of them only, a page misses or trips over."""

from wilayah.kelola.forms.orang import FormOrang
from wilayah.kelola.forms.perubahan import FORM
from wilayah.kelola.lembar import KOLOM
from wilayah.kelola.sakelar import SAKELAR
from wilayah.kelola.views.perubahan import ARTI
from wilayah.pengguna.models import SakelarKantor
from wilayah.pohon.enums import JenisPerubahan
from wilayah.pohon.queries_perubahan import _SUSUN
from wilayah.pohon.services_perubahan import _LAKUKAN


def test_what_one_account_takes_the_spreadsheet_takes():
    assert sorted(KOLOM.values()) == sorted(FormOrang.base_fields)


def test_every_kind_of_change_of_the_map_is_planned_made_asked_for_and_explained():
    for tabel in (_SUSUN, _LAKUKAN, FORM, ARTI):
        assert set(tabel) == set(JenisPerubahan)


def test_every_switch_is_explained():
    assert sorted(s.kunci for s in SAKELAR) == sorted(SakelarKantor.Kunci)
