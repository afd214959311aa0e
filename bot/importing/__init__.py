"""Brings providers' statements into the book: the strongest evidence there is.

`importer.compare` says what a statement means for a chama's book, `importer.carry_out` does it,
`report.report` says it; `forwarded` does all of it for a file that an officer has sent.
"""
