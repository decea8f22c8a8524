"""Synthetic load data: many issues with believable histories, written in bulk by the owner.

Deterministic for a seed. The rows obey every rule (states, numbers, dates, totals), but they are
copied with our own guards off, one chunk per transaction: this is for benchmarks, never for a
council's database.
"""
