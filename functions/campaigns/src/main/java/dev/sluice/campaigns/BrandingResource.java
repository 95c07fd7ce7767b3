package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.BrandingJson;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.Violations;
import dev.sluice.mail.words.Language;
import dev.sluice.mail.words.Languages;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.branding.Branding;
import dev.sluice.scheduling.branding.BrandingStore;
import dev.sluice.scheduling.branding.Wording;
import dev.sluice.scheduling.policy.TopicStore;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the team looks like on the pages that subscribers see. */
record BrandingResource(BrandingStore brandings, TopicStore topics) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/branding", (_, _) -> read()),
        Route.of("PUT", "/branding", (request, _) -> write(request)));
  }

  private HttpResponse read() {
    return HttpResponse.ok(BrandingJson.write(brandings.read()));
  }

  private HttpResponse write(HttpRequest request) {
    Branding branding = Json.read(request.body(), BrandingJson.branding());
    requireKnown(branding);
    brandings.put(branding);
    return HttpResponse.ok(BrandingJson.write(branding));
  }

  /** Words that nobody could ever read are a mistyped tag or identifier. */
  private void requireKnown(Branding branding) {
    Violations violations = new Violations();
    TopicCheck check = new TopicCheck(topics);
    branding
        .wordings()
        .forEach((locale, wording) -> {
          String field = "wordings." + locale.toLanguageTag();
          if (Languages.installed().tagged(locale.toLanguageTag()).isEmpty()) {
            violations.add(unknown(field, locale));
          }
          requireKnown(field, wording, check, violations);
        });
    violations.throwIfAny();
  }

  private static void requireKnown(
      String field, Wording wording, TopicCheck check, Violations violations) {
    wording.topics().keySet().stream()
        .sorted()
        .flatMap(topic -> check.objection(field + ".topics." + topic, topic).stream())
        .forEach(violations::add);
  }

  private static Violation unknown(String field, Locale locale) {
    String known =
        Languages.installed().all().stream().map(Language::tag).collect(Collectors.joining(", "));
    return new Violation(
        field, locale.toLanguageTag(), "pages are not written in this language; use " + known);
  }
}
