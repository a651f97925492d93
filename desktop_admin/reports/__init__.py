"""Records to a sheet (layout as data) to .xlsx and .pdf. No Qt, no database."""
