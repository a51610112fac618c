from .test_sapuan_url import contoh  # noqa: F401 - the examples of the sweep are those of the matrix


def pytest_addoption(parser):
    parser.addoption("--tulis-matriks", action="store_true", help="write the permission matrix anew, for review")
