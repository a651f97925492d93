"""What happens in the demonstration, one file for each desk: ``plan(draft)`` tells the steps, ``TELL`` how each is done.

A new desk adds its file here and edits no other (``contents.py`` reads this folder). ``ORDER``: chapters draw from one
source of chance one after the other, so that a later one changes nothing in those before it.
"""
