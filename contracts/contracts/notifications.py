"""What notifications tells the others: a message reached the next link of the chain, or it did not.

Deliberately not here: what was written, to which address, and whether it was read.
"""

from contracts.fields import Strict, count, slug, uuid, word

CHANNELS = ("email", "print", "letter", "sms")
FAILURES = ("no_address", "no_consent", "refused_by_receiver", "unreachable", "gave_up")


class MessageDelivered(Strict):
    """The message was handed over."""

    template = slug()
    channel = word(CHANNELS)
    about = uuid(means="The meeting, match or other thing the message is about.")
    attempts = count(1, 1_000)


class MessageFailed(Strict):
    """The message will not be tried again."""

    template = slug()
    channel = word(CHANNELS)
    about = uuid(means="The meeting, match or other thing the message is about.")
    attempts = count(0, 1_000)
    reason = word(FAILURES)
