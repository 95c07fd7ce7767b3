package dev.sluice.api;

import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.TopicLookup;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.ViolationCollector;
import dev.sluice.json.Json;
import dev.sluice.json.SendPolicyJson;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the send policy and its revisions, and adds revisions. */
record PolicyResource(PolicyStore policies, TopicStore topics) {

  private static final Pattern REVISION = Pattern.compile("[0-9]{1,18}");

  List<Route> routes() {
    return List.of(Route.of("GET /policy", this::get), Route.of("PUT /policy", this::put));
  }

  private HttpResponse get(HttpRequest request) {
    return HttpResponse.ok(
        SendPolicyJson.toJson(
            request.query("revision").map(this::revision).orElseGet(policies::current)));
  }

  private SendPolicy revision(String text) {
    if (!REVISION.matcher(text).matches()) {
      throw InvalidInputException.of("revision", text, "use a whole number of at least 0");
    }
    return policies
        .findRevision(Long.parseLong(text))
        .orElseThrow(() -> HttpProblem.notFound("policy revision", text).toException());
  }

  /** Rejects a body that names another revision than the current one. */
  private HttpResponse put(HttpRequest request) {
    long current = policies.current().revision();
    SendPolicy rules = Json.decode(request.body(), SendPolicyJson.decoder(current));
    if (rules.revision() != current) {
      throw HttpProblem.of(
              HttpProblem.ProblemType.CONFLICT,
              "The current revision is %d, not %d. Read it, and make the change again."
                  .formatted(current, rules.revision()))
          .toException();
    }
    requireTopics(rules.caps());
    return HttpResponse.ok(SendPolicyJson.toJson(policies.add(rules)));
  }

  private void requireTopics(List<FrequencyCap> caps) {
    TopicLookup lookup = new TopicLookup(topics);
    ViolationCollector violations = new ViolationCollector();
    for (int i = 0; i < caps.size(); i++) {
      String field = "caps[" + i + "].topic";
      caps.get(i)
          .topic()
          .flatMap(topic -> lookup.violationIfUnknown(field, topic))
          .ifPresent(violations::add);
    }
    violations.throwIfAny();
  }
}
