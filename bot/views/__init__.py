"""What simulator, command line, exports and operations read: one set of queries, frozen values.

A view takes a connection, and the id of a chama where it is about one (without it, all of them, in
the order in which they were founded); what can be long is streamed. Amounts are Money, names are
people's names; whoever shows a view decides how it looks.
"""
