"""The printing room: what a volunteer has given, as a PDF that names the volunteer and nobody else.

It runs in a process of its own and is given everything it prints. Deliberately not here: rules, rows, and any place for
a family or for how vetting went.
"""
