"""Every sentence of the report that is built from this person's contributions, gaps and ties.

British English, second person, no hype. *Asterisks* mark stress; the pages turn them into <strong>.
"""
