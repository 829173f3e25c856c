"""Figures of courtesy: how long somebody is given, or how soon somebody is told, where no row of any programme says it.

They are alike in every programme, for they are how this product behaves and nobody's agreement: changing one promises
nobody anything else. Whatever a row does say is programme data. Deliberately not here: sizes of pages and portions.
"""

#: A proposal is urgent so many days before it expires: a long weekend, in which somebody can still be called.
EXPIRES_SOON_DAYS = 3
#: How long a proposal that lapsed is pointed at; after a week of silence the next run proposes as ever.
LAPSED_DAYS = 7
#: Who is asked to come for one day says yes or no within these, so that somebody else can be asked in time.
COVER_ANSWER_DAYS = 2
#: Nobody plans further ahead, and nobody is asked about a day a year away by a slip of the pen.
COVER_AHEAD_DAYS = 92
#: A step is excused for a year at most; a leap day counts.
LONGEST_EXEMPTION_DAYS = 366
#: How long it is still the right time for a thank-you.
THANKS_DAYS = 14
