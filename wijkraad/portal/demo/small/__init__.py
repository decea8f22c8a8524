"""The smaller issues: open, solved, and ended otherwise."""

from wijkraad.portal.demo.small import ended, open_cases, solved

ALL = (open_cases, solved, ended)
