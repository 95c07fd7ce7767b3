package dev.sluice.aws.json;

import dev.sluice.scheduling.Texts;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.Variant;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.delivery.CampaignSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns as JSON. */
public final class CampaignJson {

  /** How long a campaign is sent if nobody said. */
  public static final Duration USUAL_LIFE = Duration.ofDays(30);

  private static final Kind<List<SegmentId>> SEGMENTS =
      Kinds.list(Ids.segment(), 0, Campaign.MAX_SEGMENTS);

  private static final Kind<Wording> WORDING =
      ObjectReader.of(in -> {
        var id = in.optional("id", Kinds.checked(given -> Texts.id("", given)));
        var weight = in.optional("weight", Kinds.whole(1, 1000), 1L);
        var subject = in.required("subject", Kinds.string());
        var html = in.required("html", Kinds.string());
        var text = in.optional("text", Kinds.string(), "");
        return () ->
            new Wording(
                id.get(), Math.toIntExact(weight.get()), subject.get(), html.get(), text.get());
      });

  private static final Kind<List<Variant>> VARIANTS =
      Kinds.list(WORDING, 1, Campaign.MAX_VARIANTS).as(CampaignJson::named);

  private static final Kind<Map<String, String>> DEFAULTS =
      Kinds.map(
          name -> Subscriber.attributeName("", name),
          Kinds.text(Subscriber.MAX_TEXT_LENGTH),
          Subscriber.MAX_ATTRIBUTES);

  private CampaignJson() {}

  /**
   * Returns the kind of campaigns.
   *
   * @param id the identifier of those that name none
   * @param now the start of those that name none
   */
  public static Kind<Campaign> campaign(CampaignId id, Instant now) {
    return ObjectReader.of(in -> {
      var named = in.optional("id", Ids.campaign(), id);
      var name = in.required("name", Kinds.line(200));
      var topic = in.required("topic", Ids.topic());
      var segments = in.optional("segments", SEGMENTS, List.of());
      var excluded = in.optional("excluded", SEGMENTS, List.of());
      var variants = in.required("variants", VARIANTS);
      var priority = in.optional("priority", Kinds.integer().as(Priority::new), Priority.NORMAL);
      var start = in.optional("start", TimeKinds.instant(), now);
      var expiry = in.optional("expiry", TimeKinds.instant());
      var whenCapped = in.optional("whenCapped", Kinds.oneOf(WhenCapped.class), WhenCapped.WAIT);
      var defaults = in.optional("defaults", DEFAULTS, Map.of());
      return () ->
          new Campaign(
              named.get(),
              name.get(),
              topic.get(),
              segments.get(),
              excluded.get(),
              variants.get(),
              priority.get(),
              start.get(),
              expiry.get().orElseGet(() -> start.get().plus(USUAL_LIFE)),
              whenCapped.get(),
              defaults.get());
    });
  }

  /** Returns a campaign as JSON. */
  public static ObjectNode write(Campaign campaign) {
    ObjectNode written =
        Json.object()
            .put("id", campaign.id().value())
            .put("name", campaign.name())
            .put("topic", campaign.topic().value())
            .put("priority", campaign.priority().value())
            .put("start", campaign.start().toString())
            .put("expiry", campaign.expiry().toString());
    segments(written.putArray("segments"), campaign.segments());
    segments(written.putArray("excluded"), campaign.excluded());
    written.put("whenCapped", Names.of(campaign.whenCapped()));
    ObjectNode defaults = written.putObject("defaults");
    new TreeMap<>(campaign.defaults()).forEach(defaults::put);
    ArrayNode variants = written.putArray("variants");
    campaign.variants().forEach(variant -> variants.add(write(variant)));
    return written;
  }

  /** Returns what a list of campaigns shows of one. */
  public static ObjectNode summary(CampaignSummary campaign) {
    return Json.object()
        .put("id", campaign.id().value())
        .put("name", campaign.name())
        .put("topic", campaign.topic().value())
        .put("priority", campaign.priority().value())
        .put("start", campaign.start().toString())
        .put("expiry", campaign.expiry().toString());
  }

  private static void segments(ArrayNode into, List<SegmentId> segments) {
    segments.forEach(segment -> into.add(segment.value()));
  }

  private static ObjectNode write(Variant variant) {
    return Json.object()
        .put("id", variant.id())
        .put("weight", variant.weight())
        .put("subject", variant.subject())
        .put("html", variant.html())
        .put("text", variant.text());
  }

  /** Variants without an id are called v1, v2 and so on, by their place. */
  private static List<Variant> named(List<Wording> wordings) {
    return IntStream.range(0, wordings.size())
        .mapToObj(i -> wordings.get(i).variant("v" + (i + 1)))
        .toList();
  }

  private record Wording(
      Optional<String> id, int weight, String subject, String html, String text) {
    Variant variant(String otherwise) {
      return new Variant(id.orElse(otherwise), weight, subject, html, text);
    }
  }
}
