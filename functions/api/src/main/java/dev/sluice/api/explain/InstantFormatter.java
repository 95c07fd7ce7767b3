package dev.sluice.api.explain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Instants as the subscriber's calendar and clock show them, with the zone named. */
record InstantFormatter(ZoneId zone) {

  /** Returns a date and time such as {@code 2026-11-23 08:00 (Europe/Tallinn)}. */
  String format(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    return "%s %s (%s)"
        .formatted(
            local.toLocalDate(),
            DateTimeFormatter.ISO_LOCAL_TIME
                .format(local)
                .replaceFirst("(\\d\\d:\\d\\d):00$", "$1"),
            zone.getId());
  }
}
