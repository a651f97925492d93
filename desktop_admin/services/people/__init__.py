"""Companies and candidates: registration, editing, pages, search, merging."""
