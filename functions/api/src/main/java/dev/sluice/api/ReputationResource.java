package dev.sluice.api;

import dev.sluice.core.feedback.MailboxProviderStats;
import dev.sluice.core.feedback.SpamRateReport;
import dev.sluice.core.feedback.SpamRateReports;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.json.EnumNames;
import dev.sluice.json.Json;
import dev.sluice.json.JsonDecoder;
import dev.sluice.json.JsonDecoders;
import dev.sluice.json.ObjectDecoder;
import dev.sluice.json.TimeDecoders;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes and lists the spam rates that mailbox providers publish, such as Gmail in Postmaster Tools,
 * and shows how each provider's mailboxes took the messages.
 */
record ReputationResource(
    SpamRateReports reports, MailboxProviderStats providers, InstantSource clock) {

  /** Reports of one request: three months of one domain. */
  private static final int MAX_REPORTS = 100;

  /** Days of counts by mailbox provider: four weeks, to compare weekdays with weekdays. */
  private static final int SHOWN_DAYS = 28;

  private static final JsonDecoder<SpamRateReport> REPORT =
      ObjectDecoder.of(in -> {
        var source = in.required("source", JsonDecoders.line(32));
        var domain = in.required("domain", JsonDecoders.line(253));
        var day = in.required("date", TimeDecoders.date());
        var percent =
            in.required("spamPercent", JsonDecoders.decimal().map(BigDecimal::doubleValue));
        return () -> new SpamRateReport(source.get(), domain.get(), day.get(), percent.get());
      });

  private static final JsonDecoder<List<SpamRateReport>> BODY =
      ObjectDecoder.of(in -> {
        var reports = in.required("reports", JsonDecoders.list(REPORT, 1, MAX_REPORTS));
        return reports::get;
      });

  List<Route> routes() {
    return List.of(
        Route.of("GET /reputation", _ -> list()), Route.of("POST /reputation", this::save));
  }

  private HttpResponse list() {
    ObjectNode body = Json.object();
    ArrayNode listed = body.putArray("reports");
    reports
        .reportsSince(today().minusDays(SpamRateReports.KEPT_DAYS))
        .forEach(report ->
            listed
                .addObject()
                .put("source", report.source())
                .put("domain", report.domain())
                .put("date", report.day().toString())
                .put("spamPercent", report.percent()));
    ArrayNode days = body.putArray("providers");
    providers
        .providersSince(today().minusDays(SHOWN_DAYS - 1L))
        .forEach(day ->
            days.addObject()
                .put("provider", EnumNames.jsonName(day.provider()))
                .put("date", day.day().toString())
                .put("delivered", day.delivered())
                .put("opened", day.opened())
                .put("bounced", day.bounced())
                .put("complained", day.complained()));
    return HttpResponse.ok(body);
  }

  private HttpResponse save(HttpRequest request) {
    List<SpamRateReport> given = Json.decode(request.body(), BODY);
    for (int i = 0; i < given.size(); i++) {
      requireRecent("reports[" + i + "].date", given.get(i).day());
    }
    given.forEach(reports::save);
    return HttpResponse.ok(Json.object().put("stored", given.size()));
  }

  /** A wrong year would hold marketing, or be of no use, without a sign. */
  private void requireRecent(String field, LocalDate day) {
    LocalDate first = today().minusDays(SpamRateReports.KEPT_DAYS);
    LocalDate last = today().plusDays(1);
    if (day.isBefore(first) || day.isAfter(last)) {
      throw InvalidInputException.of(field, day, "give a day from %s to %s".formatted(first, last));
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
