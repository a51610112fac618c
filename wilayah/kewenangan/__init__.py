"""How power passes from person to person: given and ended, lent for a while, handed over with the work that is open,
looked over once a year. What an assignment is, and what it opens, stands in the drawers below."""
