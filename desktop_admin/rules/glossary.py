"""The words of the program: each means one thing, wherever it stands (domain §7). Held by a test over all texts.

For whoever writes a text: take the word from here, not its neighbour. ``where`` is a folder or file of this
package in whose texts the word stands; ``instead_of`` are words that are not used for it (patterns), and
``but`` the set phrases in which such a word is right (a name of a paper, a quoted message).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Term:
    """One word."""

    means: str
    where: str
    instead_of: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


GLOSSARY: Final[Mapping[str, Term]] = {
    # who and what
    "三类人员": Term("需要安全考核证书的三类人：A、B、C", "rules/categories.py"),
    "学员": Term("报考的人，从登记起", "views/people", ("考生", "申请人", "报考人员")),
    "单位": Term("学员所在的企业", "views/people", ("公司", "企业"),
               ("分公司", "企业法人承诺书", "企业主要负责人", "法人企业")),
    "统一社会信用代码": Term("单位的十八位代码", "services/people"),
    "法定代表人": Term("单位登记的负责人", "views/people"),
    "考证类别": Term("报考的证：A、B、C1、C2、C3 乘新取、延期", "views/admin"),
    "新取": Term("第一次取证", "rules/categories.py"),
    "延期": Term("证书到期前换证", "rules/categories.py", ("续期", "续证")),
    "证书编号": Term("黔建安…", "rules/certificates.py", ("证书号",)),
    "有效期": Term("证书的有效期", "views/people", ("有效期限",)),
    "证件类型": Term("居民身份证、护照等", "rules/told_fields.py"),
    "证件号码": Term("任何一种证件的号码", "views/review", ("证件号(?!码)", "证号(?!码)"), ("身份证号",)),
    "身份证号": Term("只指居民身份证的号码", "rules/reasons.py", ("身份证号码", "身份证编号"), ("永久居留身份证号码",)),
    "电话": Term("手机或座机", "views/people", ("手机", "联系方式", "联系电话"), ("11位手机号", "手机或座机")),
    "拼音": Term("姓名的读音，用来排序和查找", "views/people"),
    # the papers
    "资料": Term("为一个类别交来审核的一份：两种文件和填写的内容", "views/review", ("材料",)),
    "承诺书": Term("企业法人承诺书", "rules/categories.py"),
    "报名表": Term("三类人员报名表", "rules/categories.py"),
    "原件": Term("上传的文件本身", "views/review"),
    "公章": Term("单位的红章", "rules", ("印章", "红章")),
    "代传": Term("工作人员替学员上传", "views/review"),
    "申请": Term("一名学员对一个类别的一次办理", "services/submissions"),
    "提交": Term("学员把资料交来审核", "rules/commands.py", ("递交",)),
    "撤回": Term("学员收回自己的申请；办公室的决定不叫撤回", "rules/states.py", ("撤消",)),
    # the decision
    "审核": Term("对资料作决定", "views/review", ("审批", "审查", "评审")),
    "待审核": Term("已提交，等着决定", "rules/states.py", ("待审批",)),
    "通过": Term("资料合格", "rules/states.py"),
    "退回修改": Term("有缺项，学员可以改了再交", "rules/states.py", ("驳回", "打回")),
    "不通过": Term("这次申请到此为止", "rules/states.py"),
    "需复审": Term("通过以后换了文件", "rules/states.py"),
    "作废": Term("重复的申请，不发不通过的通知", "rules/states.py"),
    "退回原因": Term("目录里的一条，学员逐字看到", "views/admin", ("退件原因",)),
    "撤销": Term("办公室收回自己的决定：刚才的决定，或写明原因撤销审核", "views/review", ("取消审核", "反审核")),
    "搁置": Term("暂时放到一边，到日回来", "views/review", ("挂起",)),
    "占用": Term("有人打开着一份资料", "rules/settings.py", ("锁住", "加锁")),
    "接管": Term("接过别人占用的资料", "views/review", ("抢占",)),
    "准入": Term("主管让迟到的资料计入本月", "views/review", ("补入", "准予")),
    "迟交": Term("宽限内、截止后交来的", "rules/uploads.py", ("晚交",)),
    "宽限": Term("截止后仍标为迟交的一段时间", "rules/settings.py", ("缓冲期",)),
    "预检": Term("机器先核对的各项", "views/review", ("预审", "初审")),
    "抽查": Term("另一个人再看一遍没有逐份看过的", "views/review", ("抽检",)),
    "备注": Term("同事之间写在一份资料上的话", "views/review", ("批注",)),
    "合并": Term("同一个人登记了两次，并为一个", "views/people", ("归并",)),
    # the month
    "报名时间": Term("一个月的报名缴费开放和截止", "views/admin"),
    "截止": Term("报名时间的结束，那一刻起不再接受", "views/shell"),
    "下月": Term("截止以后交来、计入下个月的", "rules/uploads.py"),
    "场次": Term("一场考试：日期、时间、地点和可以参加的类别", "services/exams", ("考次", "考试批次")),
    "考点": Term("考试的地点，有若干考场", "services/exams", ("考试地点", "考区")),
    "考场": Term("考点里的一间", "services/exams", ("考室",)),
    "监考员": Term("在考场监考的人", "services/exams", ("监考老师", "监考人员")),
    "名额": Term("一场可以有多少人", "services/exams", ("席位",)),
    "报名": Term("资料通过后报当月或次月的考试", "rules/registrations.py", ("报考登记",)),
    "当月考": Term("本月这一轮的考试", "rules/registrations.py", ("本月考",)),
    "次月考": Term("下一个月那一轮的考试", "rules/registrations.py", ("下月考",)),
    "缴费单": Term("一个报名应缴的一笔", "services/payments", ("收费单", "付款单")),
    "待财务确认": Term("缴费已报来，账单上还没有核对到", "rules/orders.py"),
    "候补": Term("名额满了以后排队", "services/registrations", ("排队",)),
    "学时": Term("网上学习的小时", "rules/told_fields.py", ("课时",)),
    # the office
    "账号": Term("一个工作人员的登录", "views/admin", ("帐号", "帐户", "账户", "用户"), ("用户@主机", "用户名或密码")),
    "角色": Term("账号可以做什么", "views/admin", ("权限组",)),
    "主管": Term("例外、目录和设置由其决定", "rules/roles.py", ("领导",)),
    "管理员": Term("管账号和备份，不办业务", "rules/roles.py", ("超级用户",)),
    "考务": Term("安排考试的人", "rules/roles.py"),
    "财务": Term("核对缴费的人", "rules/roles.py"),
    "只读": Term("只看不办的人", "rules/roles.py"),
    "门户": Term("学员用的网站的账号", "rules/roles.py"),
    "权限变动": Term("有人给出超过自己的权限", "rules/subjects.py"),
    "操作日志": Term("谁在什么时候做了什么，首尾相连", "views/admin", ("审计日志", "系统日志", "操作记录")),
    "指纹": Term("由内容算出的校验数，改一个字就变", "views/admin", ("哈希", "散列")),
    "通知": Term("决定发给学员的话", "views/admin", ("消息推送",)),
    "备份": Term("一个文件装下全部数据和资料", "views/admin"),
    "恢复": Term("从备份取回；或把报名时间改回规则", "cli", ("还原",), ("无法还原",)),
    "设置": Term("主管可以改的数", "views/admin", ("参数", "配置项"), ("地址里的参数",)),
    "刷新": Term("从办公室重新读一遍", "views/home", ("重新读取", "重新加载")),
    "演示数据": Term("虚构的办公室", "views/shell"),
}  # fmt: skip
