"""The pages of the officers in a browser: they draw views, and nothing else.

A process of its own (`chama-bot dashboard`), the only place that knows Streamlit. `server` puts it
together, `gate` lets in who has a session, `doors` are the pages where a session begins and ends,
`script` is what Streamlit runs for each look, and `pages` has one file a page.
"""
