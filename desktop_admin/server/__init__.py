"""The same office for other desks, over HTTP."""
