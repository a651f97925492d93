"""A walk through the program without a display: real widgets, real keys, pictures and checks on the way.

A room of its own because it uses all the others, as the command line does: it shows that they fit.
"""
