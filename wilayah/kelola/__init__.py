"""The pages by which an office manages its people. They stand on the base views and on printing; what they write is
in `wilayah.pengguna`."""
