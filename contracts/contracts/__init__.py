"""The agreement between the organisations: what travels between services, and what every service says no with.

`envelope` and `events` are the wire, `fields` what a value may look like, `refusals` the noes, `programmes` the
programmes as data. Deliberately not here: anything that runs. A service in another language can follow the agreement
from `published/` alone.
"""

__version__ = "0.1.0"
