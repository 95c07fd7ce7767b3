package dev.sluice.api;

import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.BrandingStore;
import dev.sluice.core.branding.LocalizedBranding;
import dev.sluice.core.policy.TopicLookup;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.support.Violation;
import dev.sluice.core.support.ViolationCollector;
import dev.sluice.json.BrandingJson;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.mail.i18n.Language;
import dev.sluice.mail.i18n.Languages;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads and writes the branding of the pages that subscribers see. */
record BrandingResource(BrandingStore brandings, TopicStore topics) {

  List<Route> routes() {
    return List.of(Route.of("GET /branding", _ -> get()), Route.of("PUT /branding", this::put));
  }

  private HttpResponse get() {
    return HttpResponse.ok(BrandingJson.toJson(brandings.load()));
  }

  private HttpResponse put(HttpRequest request) {
    Branding branding = Json.decode(request.body(), BrandingJson.decoder());
    requireKnownLanguagesAndTopics(branding);
    brandings.save(branding);
    return HttpResponse.ok(BrandingJson.toJson(branding));
  }

  /** A localization for an unknown language or topic is a mistyped tag or id. */
  private void requireKnownLanguagesAndTopics(Branding branding) {
    ViolationCollector violations = new ViolationCollector();
    TopicLookup lookup = new TopicLookup(topics);
    branding
        .localizations()
        .forEach((locale, localization) -> {
          String field = "wordings." + locale.toLanguageTag();
          if (Languages.installed().byTag(locale.toLanguageTag()).isEmpty()) {
            violations.add(unknownLanguage(field, locale));
          }
          requireKnownTopics(field, localization, lookup, violations);
        });
    violations.throwIfAny();
  }

  private static void requireKnownTopics(
      String field,
      LocalizedBranding localization,
      TopicLookup lookup,
      ViolationCollector violations) {
    localization.topics().keySet().stream()
        .sorted()
        .flatMap(topic -> lookup.violationIfUnknown(field + ".topics." + topic, topic).stream())
        .forEach(violations::add);
  }

  private static Violation unknownLanguage(String field, Locale locale) {
    String known =
        Languages.installed().all().stream().map(Language::tag).collect(Collectors.joining(", "));
    return new Violation(
        field, locale.toLanguageTag(), "pages are not available in this language; use " + known);
  }
}
