"""The dashboard of the story: who takes part, how events flow, how requests are answered. One row of panels a subject.

Deliberately not here: how Grafana wants it written (`dashboard`), and alarms (rules/).
"""

from deploy.monitoring.dashboard import Panel, Row

TITLE = "Samspil: the story"
SLOWEST = "histogram_quantile(0.99, sum by (service, le) (rate({}_bucket{{{}}}[$__rate_interval])))"
CHOSEN = 'service=~"$service"'


def _newest(gauge: str, by: str, where: str = CHOSEN) -> str:
    # Replicas read the same database, so their largest answer is the answer.
    return f"max by ({by}) ({gauge}{{{where}}})"


def _figure(gauge: str) -> str:
    # Other services know some of these figures of their own; the one that is reported is reporting's.
    return _newest(gauge, "programme", 'service="reporting"')


def _counted(counter: str, by: str) -> str:
    return f"sum by ({by}) (increase({counter}{{{CHOSEN}}}[$__rate_interval]))"


def _p99(histogram: str) -> str:
    return SLOWEST.format(histogram, CHOSEN)


STORY = (
    Row(
        "People",
        Panel(
            "Families taking part",
            "Families with a live wish, per programme.",
            "short",
            _figure("samspil_families_taking_part"),
            "{{programme}}",
            figure=True,
        ),
        Panel(
            "Matches running",
            "A family and a volunteer who have both said yes and not ended.",
            "short",
            _figure("samspil_matches_running"),
            "{{programme}}",
            figure=True,
        ),
        Panel(
            "Meetings held",
            "Meetings whose attendance has been recorded.",
            "short",
            _figure("samspil_meetings_held"),
            "{{programme}}",
            figure=True,
        ),
        Panel(
            "Consents withdrawn",
            "Consents families have taken back; each takes effect at once.",
            "short",
            _figure("samspil_consents_withdrawn"),
            "{{programme}}",
            figure=True,
        ),
        Panel(
            "Messages delivered",
            "Messages handed over to the mail server or the printer.",
            "short",
            _figure("samspil_messages_delivered"),
            "{{programme}}",
            figure=True,
        ),
    ),
    Row(
        "Events",
        Panel(
            "Events published",
            "Copies the broker has confirmed, by type.",
            "short",
            _counted("samspil_events_published_total", "type"),
            "{{type}}",
        ),
        Panel(
            "Events consumed",
            "Deliveries by what became of them. Anything but done and duplicate deserves a look.",
            "short",
            _counted("samspil_events_consumed_total", "service, outcome"),
            "{{service}} {{outcome}}",
        ),
        Panel(
            "Outbox",
            "Copies the broker has not confirmed yet.",
            "short",
            _newest("samspil_outbox_pending", "service"),
            "{{service}}",
        ),
        Panel(
            "Oldest event in the outbox",
            "How long the oldest copy has waited; the alarm sounds at five minutes.",
            "s",
            _newest("samspil_outbox_oldest_age_seconds", "service"),
            "{{service}}",
        ),
        Panel(
            "Parked events",
            "Events whose handling failed and that wait for a retry or a person.",
            "short",
            _newest("samspil_parked_events", "service"),
            "{{service}}",
        ),
        Panel(
            "Unroutable events",
            "Kinds of events that no queue wants; the outbox keeps them. Above zero for ten minutes is an alarm.",
            "short",
            _newest("samspil_unroutable_events", "service"),
            "{{service}}",
        ),
        Panel(
            "Waiting in queues",
            "Messages ready in each queue of the broker. The dead ones are to be empty.",
            "short",
            _newest("rabbitmq_detailed_queue_messages_ready", "queue", ""),
            "{{queue}}",
        ),
        Panel(
            "Confirmed within",
            "99 of 100 batches were confirmed by the broker within this time.",
            "s",
            _p99("samspil_event_confirm_seconds"),
            "{{service}}",
        ),
        Panel(
            "Handled within",
            "99 of 100 transactions of a batch took no longer than this.",
            "s",
            _p99("samspil_event_handler_seconds"),
            "{{service}}",
        ),
    ),
    Row(
        "Matching",
        Panel(
            "Families that wait",
            "Needs that nobody is proposed for, per programme.",
            "short",
            _newest("samspil_needs_waiting", "programme"),
            "{{programme}}",
        ),
        Panel(
            "Needs nobody fits",
            "Needs that the latest run found nobody for in the whole pool; ask for the gaps.",
            "short",
            _newest("samspil_needs_nobody_fits", "programme"),
            "{{programme}}",
        ),
        Panel(
            "Needs somebody today",
            "What staff are to do, by kind. A talk that is wanted or a silence for three days is an alarm.",
            "short",
            _newest("samspil_attention", "programme, kind"),
            "{{programme}} {{kind}}",
        ),
        Panel(
            "Processes beside services",
            "99 of 100 runs, searches and sheets were done within this time.",
            "s",
            SLOWEST.format("samspil_aside_seconds", CHOSEN).replace("service, le", "service, purpose, le"),
            "{{service}} {{purpose}}",
        ),
        Panel(
            "Vetting not renewed",
            "Volunteers whose vetting runs out soon with nothing ordered; above zero for a day is an alarm.",
            "short",
            _newest("samspil_vetting_not_renewed", "programme"),
            "{{programme}}",
        ),
    ),
    Row(
        "Activities",
        Panel(
            "Promises",
            "What rhythms have promised, by what became of it. Waived is what days off left too few days for.",
            "short",
            f"sum by (programme, state) ({_newest('samspil_promises', 'programme, rhythm, state')})",
            "{{programme}} {{state}}",
        ),
        Panel(
            "Missed in a row",
            "How often a rhythm was missed in a row where it was missed most; what is too often depends on the rhythm.",
            "short",
            _newest("samspil_promises_missed_in_a_row", "programme, rhythm"),
            "{{programme}} {{rhythm}}",
        ),
        Panel(
            "Needs a coordinator today",
            "What coordinators are to do, by kind: meetings not recorded, people to ask after, promises due.",
            "short",
            _newest("samspil_today", "programme, kind"),
            "{{programme}} {{kind}}",
        ),
    ),
    Row(
        "Requests and process",
        Panel(
            "Requests",
            "Requests answered a second, by status.",
            "reqps",
            f"sum by (service, status) (rate(samspil_http_requests_total{{{CHOSEN}}}[$__rate_interval]))",
            "{{service}} {{status}}",
        ),
        Panel(
            "Answered within",
            "99 of 100 requests were answered within this time.",
            "s",
            _p99("samspil_http_request_seconds"),
            "{{service}}",
        ),
        Panel(
            "Event loop lag",
            "How late the process turned; above a second something blocks it.",
            "s",
            _newest("samspil_event_loop_lag_seconds", "service"),
            "{{service}}",
        ),
        Panel(
            "Broker reached",
            "1 while at least one replica has the broker.",
            "bool_yes_no",
            _newest("samspil_broker_up", "service"),
            "{{service}}",
        ),
    ),
)
