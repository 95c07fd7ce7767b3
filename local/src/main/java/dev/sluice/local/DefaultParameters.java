package dev.sluice.local;

import dev.sluice.local.template.SamTemplate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values for the parameters that a template leaves open and that only a deployment knows. */
final class DefaultParameters {

  private DefaultParameters() {}

  static SamTemplate applyTo(SamTemplate template, Map<String, String> given, String baseUrl) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> standard =
        Map.of(
            "SenderAddress", "news@sluice.example",
            "SenderIdentity", "sluice.example",
            "PostalAddress", "Sluice Ltd, 1 Lock Lane, 12345 Watergate",
            "LinkBaseUrl", baseUrl);
    standard.forEach((name, value) -> {
      if (template.lacksValue(name)) {
        values.put(name, value);
      }
    });
    values.putAll(given);
    return template.withParameters(values);
  }
}
