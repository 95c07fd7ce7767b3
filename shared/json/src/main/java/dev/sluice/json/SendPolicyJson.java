package dev.sluice.json;

import static dev.sluice.json.JsonDecoders.choices;
import static java.util.Map.entry;

import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Window;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.support.Durations;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Send policies as JSON. */
public final class SendPolicyJson {

  private static final JsonDecoder<Long> REVISION = JsonDecoders.wholeNumber(0, Long.MAX_VALUE);

  private static final JsonDecoder<Window> WINDOW =
      ObjectDecoder.of(in ->
          in.exactlyOne(
              choices(
                  entry("rolling", TimeDecoders.duration().map(Window.Rolling::new)),
                  entry(
                      "calendar",
                      JsonDecoders.oneOf(Window.Calendar.Unit.class).map(Window.Calendar::new)))));

  private static final JsonDecoder<FrequencyCap> CAP =
      ObjectDecoder.of(in -> {
        var name = in.required("name", JsonDecoders.string());
        var limit = in.required("limit", JsonDecoders.integer(1, FrequencyCap.MAX_LIMIT));
        var window = in.required("window", WINDOW);
        var topic = in.optional("topic", IdDecoders.topic());
        var appliesTo = in.optional("appliesTo", CriterionJson.decoder(), new Criterion.Everyone());
        return () ->
            new FrequencyCap(name.get(), limit.get(), window.get(), topic.get(), appliesTo.get());
      });

  private static final JsonDecoder<QuietHours> QUIET_HOURS =
      ObjectDecoder.of(in -> {
        var from = in.required("from", TimeDecoders.timeOfDay());
        var until = in.required("until", TimeDecoders.timeOfDay());
        return () -> new QuietHours(from.get(), until.get());
      });

  private SendPolicyJson() {}

  /** Returns the kind of policies whose revision the JSON names. */
  public static JsonDecoder<SendPolicy> decoder() {
    return decoder(in -> in.required("revision", REVISION));
  }

  /** Returns the kind of policies whose revision the JSON may leave out. */
  public static JsonDecoder<SendPolicy> decoder(long otherwise) {
    return decoder(in -> in.optional("revision", REVISION, otherwise));
  }

  private static JsonDecoder<SendPolicy> decoder(
      Function<ObjectDecoder, Supplier<Long>> revisions) {
    return ObjectDecoder.of(in -> {
      var revision = revisions.apply(in);
      var caps = in.required("caps", JsonDecoders.list(CAP, 0, SendPolicy.MAX_CAPS));
      var quietHours = in.optional("quietHours", QUIET_HOURS);
      var zone = in.required("defaultZone", TimeDecoders.zone());
      var lookAhead = in.optional("lookAhead", TimeDecoders.duration(), Duration.ZERO);
      var counts = in.optional("transactionalCounts", JsonDecoders.bool(), false);
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
  public static ObjectNode toJson(SendPolicy policy) {
    ObjectNode written = Json.object().put("revision", policy.revision());
    ArrayNode caps = written.putArray("caps");
    policy.caps().forEach(cap -> caps.add(toJson(cap)));
    policy.quietHours().ifPresent(hours -> written.set("quietHours", toJson(hours)));
    return written
        .put("defaultZone", zoneName(policy.defaultZone()))
        .put("lookAhead", Durations.toIsoText(policy.lookAhead()))
        .put("transactionalCounts", policy.transactionalCounts());
  }

  /** Returns a window as JSON. */
  public static ObjectNode toJson(Window window) {
    return switch (window) {
      case Window.Rolling(Duration length) ->
          Json.object().put("rolling", Durations.toIsoText(length));
      case Window.Calendar(Window.Calendar.Unit unit) ->
          Json.object().put("calendar", EnumNames.jsonName(unit));
    };
  }

  /** Returns quiet hours as JSON. */
  public static ObjectNode toJson(QuietHours hours) {
    return Json.object()
        .put("from", hours.from().toString())
        .put("until", hours.until().toString());
  }

  /** The fixed offset of a fresh installation has a name in the zone database, too. */
  private static String zoneName(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private static ObjectNode toJson(FrequencyCap cap) {
    ObjectNode written = Json.object().put("name", cap.name()).put("limit", cap.limit());
    written.set("window", toJson(cap.window()));
    cap.topic().ifPresent(topic -> written.put("topic", topic.value()));
    if (!(cap.appliesTo() instanceof Criterion.Everyone)) {
      written.set("appliesTo", CriterionJson.toJson(cap.appliesTo()));
    }
    return written;
  }
}
