"""What another version of a programme would mean."""

from contracts.fields import Strict, count, list_of, nested, slug, text, uuid


class DryRun(Strict):
    """A text to try, written as a programme file is; without one, the text this release carries."""

    text = text(500_000, lines=True, null=True)


class Change(Strict):
    """A value that is said otherwise, is new, or is said no more."""

    path = text(500, means="Where it stands in the programme.")
    was = text(200, null=True, means="In short; null if it was not said.")
    becomes = text(200, null=True, means="In short; null if it is said no more.")
    row = text(10, means="The source row.")


class FamilyAffected(Strict):
    """A family for which something would be otherwise."""

    id = uuid()
    codes = list_of(slug(), means="What: who is newly asked, what falls away, what joining would newly wait for.")


class FamiliesAffected(Strict):
    """How many families, and some of them."""

    count = count()
    some = nested(FamilyAffected, many=True)


class PromisesAffected(Strict):
    """What has been promised and would change."""

    rhythms = count(means="Rhythms that change or vanish, each in each area.")
    consents = count(means="Consents given that would end.")
    mandates = count(means="Mandates given that would end.")


class DryRunResult(Strict):
    """What would be otherwise if the version were put in force now."""

    code = slug()
    version = text(32)
    version_in_force = text(32, null=True)
    seen = text(64, means="Name it when this very text is put in force.")
    changes = nested(Change, many=True, max=5000)
    families = nested(FamiliesAffected)
    volunteers = count(means="Volunteers in running matches whose need, vetting or consent goes by other rules.")
    promises = nested(PromisesAffected)
