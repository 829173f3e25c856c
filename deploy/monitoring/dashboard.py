"""Rows and panels as Grafana wants them written. The data source and the service are chosen by whoever looks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
WIDTH = 24
DATASOURCE = {"type": "prometheus", "uid": "$datasource"}


@dataclass(frozen=True)
class Panel:
    """One question and its answer: over time, or with `figure` as the number of now."""

    title: str
    description: str
    unit: str
    query: str
    legend: str
    figure: bool = False


class Row:
    """Panels about one subject, side by side."""

    def __init__(self, title: str, *panels: Panel) -> None:
        self.title, self.panels = title, panels


def dashboard(uid: str, title: str, rows: Sequence[Row]) -> Json:
    """The whole dashboard as Grafana imports it."""
    return {
        "uid": uid,
        "title": title,
        "tags": ["samspil"],
        "timezone": "browser",
        "schemaVersion": 39,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "templating": {"list": [_choose_datasource(), _choose_service()]},
        "panels": list(_laid_out(rows)),
    }


def _laid_out(rows: Sequence[Row]) -> Iterator[Json]:
    top = number = 0
    for row in rows:
        yield {"id": (number := number + 1), "type": "row", "title": row.title, "collapsed": False, "panels": []} | {
            "gridPos": {"x": 0, "y": top, "w": WIDTH, "h": 1}
        }
        top += 1
        across = min(len(row.panels), 5 if row.panels[0].figure else 4)
        height = 5 if row.panels[0].figure else 8
        for place, panel in enumerate(row.panels):
            down, right = divmod(place, across)
            width = WIDTH // across
            at = {"x": right * width, "y": top + down * height, "w": width, "h": height}
            yield _panel(number := number + 1, panel) | {"gridPos": at}
        top += height * (1 + (len(row.panels) - 1) // across)


def _panel(number: int, panel: Panel) -> Json:
    return {
        "id": number,
        "type": "stat" if panel.figure else "timeseries",
        "title": panel.title,
        "description": panel.description,
        "datasource": DATASOURCE,
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
        "targets": [
            {
                "refId": "A",
                "datasource": DATASOURCE,
                "expr": panel.query,
                "legendFormat": panel.legend,
                "instant": panel.figure,
            }
        ],
    }


def _choose_datasource() -> Json:
    return {"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus"}


def _choose_service() -> Json:
    return {
        "name": "service",
        "label": "Service",
        "type": "query",
        "datasource": DATASOURCE,
        "query": {"query": "label_values(samspil_broker_up, service)", "refId": "services"},
        "refresh": 2,
        "multi": True,
        "includeAll": True,
        "allValue": ".*",
        "current": {"text": ["All"], "value": ["$__all"]},
    }
