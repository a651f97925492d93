"""Money as facts: fees, orders, payments as they were told."""
