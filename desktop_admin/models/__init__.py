"""The tables and their migrations. Rows never leave the services."""
