"""Who may do what at the doors of notifications: role → relation, one table a door."""

READ_MESSAGES = {"coordinator": "organisation", "organisation_admin": "organisation"}
READ_TEMPLATES = {"coordinator": "any", "organisation_admin": "any"}
