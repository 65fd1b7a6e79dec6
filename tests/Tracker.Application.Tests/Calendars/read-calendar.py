"""Reads a calendar from standard input with Debian's python3-icalendar and writes its days as JSON."""

import json
import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
assert calendar.subcomponents, "A calendar without any component is none."
days = []
for event in calendar.walk("VEVENT"):
    for name in ("UID", "DTSTAMP", "DTSTART"):
        assert name in event, f"{event} has no {name}"
    days.append({
        "uid": str(event["UID"]),
        "day": event["DTSTART"].dt.isoformat(),
        "summary": str(event["SUMMARY"]),
        "description": str(event["DESCRIPTION"]),
        "url": str(event["URL"]),
        "status": str(event["STATUS"]),
        "sequence": int(event["SEQUENCE"]),
        "stamp": event["DTSTAMP"].dt.isoformat(),
        "place": str(event.get("LOCATION", "")),
    })
json.dump({"name": str(calendar["X-WR-CALNAME"]), "version": str(calendar["VERSION"]), "days": days}, sys.stdout)
