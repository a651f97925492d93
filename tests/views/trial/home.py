"""What the made-up desk shows on the first page."""

from desktop_admin.contract.people import CompanyList
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.page import Target
from desktop_admin.views.furniture.home_number import HomeNumber


class TrialNumber(HomeNumber):
    needs = CompanyList
    touches = frozenset({SubjectKind.COMPANY})
    title, unit, below, rank = "在册单位", "个", "按名称、信用代码查找", 5
    question, to = CompanyList(limit=1), Target("filter", data="建筑")
