package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.PolicyJson;
import dev.sluice.aws.json.Violations;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.TopicStore;
import java.util.List;
import java.util.regex.Pattern;

/** The send policy and all its revisions. */
record PolicyResource(PolicyStore policies, TopicStore topics) {

  private static final Pattern REVISION = Pattern.compile("[0-9]{1,18}");

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/policy", (request, _) -> read(request)),
        Route.of("PUT", "/policy", (request, _) -> write(request)));
  }

  private HttpResponse read(HttpRequest request) {
    return HttpResponse.ok(
        PolicyJson.write(
            request.query("revision").map(this::revision).orElseGet(policies::current)));
  }

  private SendPolicy revision(String text) {
    if (!REVISION.matcher(text).matches()) {
      throw InvalidInputException.of("revision", text, "use a whole number from 0");
    }
    return policies
        .revision(Long.parseLong(text))
        .orElseThrow(() -> Absent.thing("revision of the policy", text));
  }

  /** A body that names the revision it was made from is refused if another one is in force. */
  private HttpResponse write(HttpRequest request) {
    long current = policies.current().revision();
    SendPolicy rules = Json.read(request.body(), PolicyJson.policy(current));
    if (rules.revision() != current) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "revision %d is in force, not %d: read it and make the change again"
                  .formatted(current, rules.revision()))
          .asException();
    }
    requireTopics(rules.caps());
    return HttpResponse.ok(PolicyJson.write(policies.add(rules)));
  }

  private void requireTopics(List<FrequencyCap> caps) {
    TopicCheck check = new TopicCheck(topics);
    Violations violations = new Violations();
    for (int i = 0; i < caps.size(); i++) {
      String field = "caps[" + i + "].topic";
      caps.get(i)
          .topic()
          .flatMap(topic -> check.objection(field, topic))
          .ifPresent(violations::add);
    }
    violations.throwIfAny();
  }
}
