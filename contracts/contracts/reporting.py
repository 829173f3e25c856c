"""What reporting tells the others: a target that will probably not be reached.

Deliberately not here: figures; those are asked for, since each asker may see a different amount of them.
"""

from contracts.fields import Strict, count, slug


class TargetAtRisk(Strict):
    """At today's pace the target is missed."""

    programme = slug()
    measure = slug(means="The measure, by the programme's word.")
    expected = count(0, 10_000_000, means="What the target asks for by now.")
    counted = count(0, 10_000_000, means="What is counted by now.")
