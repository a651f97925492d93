"""What the tour shows, one file for each desk: ``STOPS`` says in which act, where in its order, and how to walk it.

A new desk adds its file here and edits no other (``stops.gather`` reads this folder).
"""
