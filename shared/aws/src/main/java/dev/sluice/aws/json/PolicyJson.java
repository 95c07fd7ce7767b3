package dev.sluice.aws.json;

import static dev.sluice.aws.json.Kinds.choices;
import static java.util.Map.entry;

import dev.sluice.scheduling.Durations;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.QuietHours;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Send policies as JSON. */
public final class PolicyJson {

  private static final Kind<Long> REVISION = Kinds.whole(0, Long.MAX_VALUE);

  private static final Kind<Window> WINDOW =
      ObjectReader.of(in ->
          in.exactlyOne(
              choices(
                  entry("rolling", TimeKinds.duration().as(Window.Rolling::new)),
                  entry(
                      "calendar",
                      Kinds.oneOf(Window.Calendar.Unit.class).as(Window.Calendar::new)))));

  private static final Kind<FrequencyCap> CAP =
      ObjectReader.of(in -> {
        var name = in.required("name", Kinds.string());
        var limit = in.required("limit", Kinds.integer());
        var window = in.required("window", WINDOW);
        var topic = in.optional("topic", Ids.topic());
        var appliesTo =
            in.optional("appliesTo", CriterionJson.criterion(), new Criterion.Everyone());
        return () ->
            new FrequencyCap(name.get(), limit.get(), window.get(), topic.get(), appliesTo.get());
      });

  private static final Kind<QuietHours> QUIET_HOURS =
      ObjectReader.of(in -> {
        var from = in.required("from", TimeKinds.timeOfDay());
        var until = in.required("until", TimeKinds.timeOfDay());
        return () -> new QuietHours(from.get(), until.get());
      });

  private PolicyJson() {}

  /** Returns the kind of policies whose revision the JSON names. */
  public static Kind<SendPolicy> policy() {
    return policy(in -> in.required("revision", REVISION));
  }

  /** Returns the kind of policies whose revision the JSON may leave out. */
  public static Kind<SendPolicy> policy(long otherwise) {
    return policy(in -> in.optional("revision", REVISION, otherwise));
  }

  private static Kind<SendPolicy> policy(Function<ObjectReader, Supplier<Long>> revisions) {
    return ObjectReader.of(in -> {
      var revision = revisions.apply(in);
      var caps = in.required("caps", Kinds.list(CAP, 0, SendPolicy.MAX_CAPS));
      var quietHours = in.optional("quietHours", QUIET_HOURS);
      var zone = in.required("defaultZone", TimeKinds.zone());
      var lookAhead = in.optional("lookAhead", TimeKinds.duration(), Duration.ZERO);
      var counts = in.optional("transactionalCounts", Kinds.flag(), false);
      return () ->
          new SendPolicy(
              revision.get(),
              caps.get(),
              quietHours.get(),
              zone.get(),
              lookAhead.get(),
              counts.get());
    });
  }

  /** Returns a policy as JSON. */
  public static ObjectNode write(SendPolicy policy) {
    ObjectNode written = Json.object().put("revision", policy.revision());
    ArrayNode caps = written.putArray("caps");
    policy.caps().forEach(cap -> caps.add(write(cap)));
    policy.quietHours().ifPresent(hours -> written.set("quietHours", write(hours)));
    return written
        .put("defaultZone", name(policy.defaultZone()))
        .put("lookAhead", Durations.text(policy.lookAhead()))
        .put("transactionalCounts", policy.transactionalCounts());
  }

  /** Returns a window as JSON. */
  public static ObjectNode write(Window window) {
    return switch (window) {
      case Window.Rolling(Duration length) -> Json.object().put("rolling", Durations.text(length));
      case Window.Calendar(Window.Calendar.Unit unit) ->
          Json.object().put("calendar", Names.of(unit));
    };
  }

  /** Returns quiet hours as JSON. */
  public static ObjectNode write(QuietHours hours) {
    return Json.object()
        .put("from", hours.from().toString())
        .put("until", hours.until().toString());
  }

  /** The fixed offset of a fresh installation has a name in the zone database, too. */
  private static String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private static ObjectNode write(FrequencyCap cap) {
    ObjectNode written = Json.object().put("name", cap.name()).put("limit", cap.limit());
    written.set("window", write(cap.window()));
    cap.topic().ifPresent(topic -> written.put("topic", topic.value()));
    if (!(cap.appliesTo() instanceof Criterion.Everyone)) {
      written.set("appliesTo", CriterionJson.write(cap.appliesTo()));
    }
    return written;
  }
}
