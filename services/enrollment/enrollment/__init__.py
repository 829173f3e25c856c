"""Enrollment: families join of their own wish. Contacts, families, wishes, consents and needs."""
