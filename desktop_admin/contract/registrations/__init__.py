"""Registrations (报名) and applications for sessions (申请考试)."""

from desktop_admin.contract.registrations.applications import (
    ApplyForExam,
    ExamGate,
    GateRecord,
    WithdrawApplication,
)
from desktop_admin.contract.registrations.lists import (
    MonthOffer,
    MyRegistrationList,
    MyRegistrations,
    Offers,
    RegistrationLine,
    RegistrationOffers,
    RegistrationPage,
    RegistrationRecord,
    Registrations,
)
from desktop_admin.contract.registrations.risk import RiskLine, RiskList, RiskTable
from desktop_admin.contract.registrations.steps import (
    AdmitLatePayment,
    CancelRegistration,
    RegisterForExams,
    SwitchMonth,
)
from desktop_admin.rules.gate import Check, Condition
from desktop_admin.rules.registrations import Application, Month, Standing
from desktop_admin.rules.risk import Risk

__all__ = [
    "AdmitLatePayment",
    "Application",
    "ApplyForExam",
    "CancelRegistration",
    "Check",
    "Condition",
    "ExamGate",
    "GateRecord",
    "Month",
    "MonthOffer",
    "MyRegistrationList",
    "MyRegistrations",
    "Offers",
    "RegisterForExams",
    "RegistrationLine",
    "RegistrationOffers",
    "RegistrationPage",
    "RegistrationRecord",
    "Registrations",
    "Risk",
    "RiskLine",
    "RiskList",
    "RiskTable",
    "Standing",
    "SwitchMonth",
    "WithdrawApplication",
]
