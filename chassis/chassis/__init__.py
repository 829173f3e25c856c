"""The chassis: how a Samspil service runs. Knows no word of what the services are about.

Services see `doors`, `columns`, `work` (as a type) and, in tests, `testing`; everything else is engine room. The only
place that imports nameko, kombu, eventlet and prometheus_client, and the only place that reads the clock, makes ids,
draws random numbers or looks at the environment.
"""

__version__ = "0.1.0"
