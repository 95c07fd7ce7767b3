package dev.sluice.api;

import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.BrandingStore;
import dev.sluice.core.branding.LocalizedBranding;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.support.Violation;
import dev.sluice.json.BrandingJson;
import dev.sluice.json.Json;
import dev.sluice.json.ViolationCollector;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.mail.i18n.Language;
import dev.sluice.mail.i18n.Languages;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the team looks like on the pages that subscribers see. */
record BrandingResource(BrandingStore brandings, TopicStore topics) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/branding", (_, _) -> get()),
        Route.of("PUT", "/branding", (request, _) -> put(request)));
  }

  private HttpResponse get() {
    return HttpResponse.ok(BrandingJson.toJson(brandings.load()));
  }

  private HttpResponse put(HttpRequest request) {
    Branding branding = Json.decode(request.body(), BrandingJson.decoder());
    requireKnownTopics(branding);
    brandings.save(branding);
    return HttpResponse.ok(BrandingJson.toJson(branding));
  }

  /** Words that nobody could ever read are a mistyped tag or identifier. */
  private void requireKnownTopics(Branding branding) {
    ViolationCollector violations = new ViolationCollector();
    TopicValidator check = new TopicValidator(topics);
    branding
        .localizations()
        .forEach((locale, wording) -> {
          String field = "wordings." + locale.toLanguageTag();
          if (Languages.installed().byTag(locale.toLanguageTag()).isEmpty()) {
            violations.add(unknownLanguage(field, locale));
          }
          requireKnownTopics(field, wording, check, violations);
        });
    violations.throwIfAny();
  }

  private static void requireKnownTopics(
      String field,
      LocalizedBranding wording,
      TopicValidator check,
      ViolationCollector violations) {
    wording.topics().keySet().stream()
        .sorted()
        .flatMap(topic -> check.violationIfUnknown(field + ".topics." + topic, topic).stream())
        .forEach(violations::add);
  }

  private static Violation unknownLanguage(String field, Locale locale) {
    String known =
        Languages.installed().all().stream().map(Language::tag).collect(Collectors.joining(", "));
    return new Violation(
        field, locale.toLanguageTag(), "pages are not written in this language; use " + known);
  }
}
