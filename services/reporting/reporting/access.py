"""Who may do what at the doors of reporting: role → relation, one table a door."""

READ_FIGURES = {
    "coordinator": "organisation",
    "organisation_admin": "organisation",
    "funder": "any",
    "evaluator": "any",
}
READ_TRAIL = {"operator": "organisation", "organisation_admin": "organisation", "coordinator": "organisation"}
READ_DASHBOARD = {"anyone": "any"}
