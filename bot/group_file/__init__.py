"""A group in one file: whatever makes it whole, to be restored on another server of this bot.

`declared` says what of each table is in it, `lines` how it is written and read, `exporting` and
`restoring` move it; both ends are verified. docs/decisions/0034-a-group-in-one-file.md says why.
"""
