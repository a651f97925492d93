"""The one door to cycles and cut-offs: months and windows, exam dates, uploads, each in a file of its own."""

from desktop_admin.rules.exam_windows import (
    MINIMUM_APPLICATION,
    ExamWindows,
    WindowWarning,
    day_off_warnings,
    exam_windows,
    windows_json,
)
from desktop_admin.rules.uploads import (
    GRACE,
    Admission,
    AdmissionWhy,
    UploadTiming,
    admissible,
    next_close,
    upload_timing,
)
from desktop_admin.rules.windows import Cycle, Window, WindowOf, registration_window

__all__ = [
    "GRACE",
    "MINIMUM_APPLICATION",
    "Admission",
    "AdmissionWhy",
    "Cycle",
    "ExamWindows",
    "UploadTiming",
    "Window",
    "WindowOf",
    "WindowWarning",
    "admissible",
    "day_off_warnings",
    "exam_windows",
    "next_close",
    "registration_window",
    "upload_timing",
    "windows_json",
]
