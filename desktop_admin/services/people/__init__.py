"""Companies and candidates: registration, editing, pages, search, merging.

The requests of ``contract/people.py`` are answered by the functions named here.
"""

from desktop_admin.services.people.candidates import edit_candidate, register_candidate, reveal_candidate
from desktop_admin.services.people.companies import edit_company, register_company
from desktop_admin.services.people.duplicates import possible_duplicates
from desktop_admin.services.people.lists import company_list, people_list
from desktop_admin.services.people.merging import merge_candidates
from desktop_admin.services.people.pages import candidate_page, company_page
from desktop_admin.services.people.search import search

__all__ = [
    "candidate_page",
    "company_list",
    "company_page",
    "edit_candidate",
    "edit_company",
    "merge_candidates",
    "people_list",
    "possible_duplicates",
    "register_candidate",
    "register_company",
    "reveal_candidate",
    "search",
]
