"""Paper for the meeting: each report is one value, and CSV, XLSX and PDF are written from it.

A report is a module of `bot.reports.kinds`, found by looking; its words stand in
templates/<language>/reports/<module>.toml. What it reads are views; it asks no table itself.
"""
