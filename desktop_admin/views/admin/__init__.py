"""系统管理: accounts, reasons, categories, settings, notices, the journal."""
