"""Who is calling, and whether the route lets them in. What they may see behind the route is the query's business."""

from uuid import UUID

from chassis.desk import Desk
from chassis.web.keys import KeySet
from chassis.web.problems import Problem
from chassis.web.route import ANYONE, Route
from chassis.web.tokens import Verifier
from chassis.work import Caller


class Access:
    """Turns a token into a caller for one route."""

    def __init__(self, desk: Desk) -> None:
        settings = desk.settings
        self._verifier = Verifier(
            KeySet(settings["jwks"], desk.clock),
            issuer=settings["issuer"],
            audience=settings["audience"],
            leeway=settings["token_leeway_seconds"],
            clock=desk.clock,
        )

    def caller(self, route: Route, token: str | None) -> Caller:
        """The caller, with those of its roles that the route knows and the relations they open.

        Raises:
            Problem: `token_missing`, `token_invalid`, or `role_not_allowed` naming the roles that may.
        """
        if token is None:
            return _nobody(route)
        identity = self._verifier.identity(token)
        roles = identity.roles & route.roles
        if not roles and not route.public:
            raise Problem("role_not_allowed", roles=", ".join(sorted(route.roles)))
        return Caller(
            organisation=identity.organisation,
            roles=roles,
            subject=identity.subject,
            relations=frozenset(route.allow[role] for role in (roles or {ANYONE})),
        )


def _nobody(route: Route) -> Caller:
    if not route.public:
        raise Problem("token_missing")
    return Caller(
        organisation="", roles=frozenset({ANYONE}), subject=UUID(int=0), relations=frozenset({route.allow[ANYONE]})
    )
