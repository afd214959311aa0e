"""Random years of whole groups, played on the whole bot by texts and the clock alone.

A seed decides everything that happens: `world` has the people and their money outside the bot,
`driver` plays the days, `laws` says what must be true of the book after each of them.
"""
