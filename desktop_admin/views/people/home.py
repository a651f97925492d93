"""学员 on 工作台, for those who look people up and decide nothing."""

from desktop_admin.contract.people import PeopleList
from desktop_admin.views.common.page import Target
from desktop_admin.views.furniture.home_number import HomeNumber


class PeopleNumber(HomeNumber):
    """How many there are: read when the page comes to the front, not with every piece of news."""

    needs = PeopleList
    title, unit, below, rank = "学员", "人", "按姓名、拼音、证件号码、单位查找", 20
    question, to = PeopleList(limit=1), Target("list")
