"""How often each promised rhythm may be missed before somebody is told: rules written from the programmes themselves.

One alert holds for all of them; what is generated is a threshold for each rhythm, so that a programme with another
rhythm needs no other alert. Deliberately not here: what missing means; activities decides that, and days off are no
miss.
"""

from collections.abc import Iterator, Mapping

from contracts.programmes import Programme

# Once is bad luck where the next time is near; a month or a half-year without anything is a promise broken.
FORGIVEN = {"week": 1, "two_weeks": 1}
ALLOWED = "samspil:promises_missed_in_a_row:allowed"
HEAD = """\
# Written by `python -m deploy.monitoring` from the rhythms of the programmes; change those and write it anew.
groups:
  - name: samspil-rhythms
    rules:
"""
ALERT = f"""\
      - alert: SamspilPromisesMissed
        # Silent again as soon as something is held, or what was held is recorded.
        expr: |
          max by (programme, rhythm) (samspil_promises_missed_in_a_row)
            > on (programme, rhythm) {ALLOWED}
        for: 1h
        labels: {{severity: ticket}}
        annotations:
          summary: "{{{{ $labels.programme }}}}: {{{{ $labels.rhythm }}}} was missed {{{{ $value }}}} times in a row."
          runbook: deploy/runbooks/SamspilPromisesMissed.md
"""


def rules(programmes: Mapping[str, Programme]) -> str:
    """The file of rules for the rhythms of these programmes."""
    return HEAD + "".join(_thresholds(programmes)) + "\n" + ALERT


def _thresholds(programmes: Mapping[str, Programme]) -> Iterator[str]:
    for code, programme in sorted(programmes.items()):
        for name, rhythm in sorted(programme.rhythms.items()):
            yield f"""\
      - record: {ALLOWED}
        # {rhythm.name.en}.
        expr: vector({FORGIVEN.get(rhythm.every, 0)})
        labels: {{programme: {code}, rhythm: {name}}}
"""
