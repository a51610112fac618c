"""`manage.py tolok_ukur cakupan`: what scope costs, each as a ratio of two things measured in turns in one run, so that
a slow or busy machine changes neither the table nor the verdict much."""
