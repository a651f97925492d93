"""Papers on screen: pages, marks, comparing, printing, keeping a copy. Every desk that shows a file takes them here."""
