"""The phone of a group that posts each money text that it gets by itself.

Two apps that anybody may install do so; `reading` knows what both post, `proof` whether it was that
phone, `senders` which texts are the group's, and `door` hands those on. The rest is nobody's.
"""
