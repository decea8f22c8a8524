"""Reading what a bank sends: CAMT.053, MT940 and the CSV of some banks. Knows no database."""
