"""学员与单位: one person = one page, one company = one page."""
