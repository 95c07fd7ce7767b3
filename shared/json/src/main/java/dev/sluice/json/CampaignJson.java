package dev.sluice.json;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignSummary;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.support.InputRules;
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
  public static final Duration DEFAULT_LIFETIME = Duration.ofDays(30);

  private static final JsonDecoder<List<SegmentId>> SEGMENTS =
      JsonDecoders.list(IdDecoders.segment(), 0, Campaign.MAX_SEGMENTS);

  private static final JsonDecoder<List<CampaignId>> EXCLUDED_CAMPAIGNS =
      JsonDecoders.list(IdDecoders.campaign(), 0, Campaign.MAX_EXCLUDED_CAMPAIGNS);

  private static final JsonDecoder<VariantInput> VARIANT =
      ObjectDecoder.of(in -> {
        var id =
            in.optional("id", JsonDecoders.validated(given -> InputRules.requireId("", given)));
        var weight = in.optional("weight", JsonDecoders.wholeNumber(1, 1000), 1L);
        var subject = in.required("subject", JsonDecoders.string());
        var html = in.required("html", JsonDecoders.string());
        var text = in.optional("text", JsonDecoders.string(), "");
        return () ->
            new VariantInput(
                id.get(), Math.toIntExact(weight.get()), subject.get(), html.get(), text.get());
      });

  private static final JsonDecoder<List<Variant>> VARIANTS =
      JsonDecoders.list(VARIANT, 1, Campaign.MAX_VARIANTS).map(CampaignJson::withDefaultIds);

  private static final JsonDecoder<Map<String, String>> DEFAULTS =
      JsonDecoders.map(
          name -> Subscriber.requireAttributeName("", name),
          JsonDecoders.text(Subscriber.MAX_TEXT_LENGTH),
          Subscriber.MAX_ATTRIBUTES);

  private CampaignJson() {}

  /**
   * Returns the kind of campaigns.
   *
   * @param id the identifier of those that name none
   * @param now the start of those that name none
   */
  public static JsonDecoder<Campaign> decoder(CampaignId id, Instant now) {
    return ObjectDecoder.of(in -> {
      var named = in.optional("id", IdDecoders.campaign(), id);
      var name = in.required("name", JsonDecoders.line(200));
      var topic = in.required("topic", IdDecoders.topic());
      var segments = in.optional("segments", SEGMENTS, List.of());
      var excluded = in.optional("excluded", SEGMENTS, List.of());
      var excludedCampaigns = in.optional("excludedCampaigns", EXCLUDED_CAMPAIGNS, List.of());
      var variants = in.required("variants", VARIANTS);
      var priority =
          in.optional("priority", JsonDecoders.integer(1, 9).map(Priority::new), Priority.NORMAL);
      var start = in.optional("start", TimeDecoders.instant(), now);
      var expiry = in.optional("expiry", TimeDecoders.instant());
      var whenCapped =
          in.optional("whenCapped", JsonDecoders.oneOf(WhenCapped.class), WhenCapped.WAIT);
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
              expiry.get().orElseGet(() -> start.get().plus(DEFAULT_LIFETIME)),
              whenCapped.get(),
              defaults.get(),
              excludedCampaigns.get());
    });
  }

  /**
   * The content of a campaign, as a correction sends it.
   *
   * @param isDryRun whether nothing is to be stored
   */
  public record Content(List<Variant> variants, Map<String, String> defaults, boolean isDryRun) {}

  /** Returns the decoder of a campaign's content. */
  public static JsonDecoder<Content> contentDecoder() {
    return ObjectDecoder.of(in -> {
      var variants = in.required("variants", VARIANTS);
      var defaults = in.optional("defaults", DEFAULTS, Map.of());
      var dryRun = in.optional("dryRun", JsonDecoders.bool(), false);
      return () -> new Content(variants.get(), defaults.get(), dryRun.get());
    });
  }

  /** Returns a campaign as JSON; excluded campaigns only if there are some. */
  public static ObjectNode toJson(Campaign campaign) {
    ObjectNode written =
        Json.object()
            .put("id", campaign.id().value())
            .put("name", campaign.name())
            .put("topic", campaign.topic().value())
            .put("priority", campaign.priority().value())
            .put("start", campaign.start().toString())
            .put("expiry", campaign.expiry().toString());
    addSegments(written.putArray("segments"), campaign.segments());
    addSegments(written.putArray("excluded"), campaign.excluded());
    if (!campaign.excludedCampaigns().isEmpty()) {
      ArrayNode campaigns = written.putArray("excludedCampaigns");
      campaign.excludedCampaigns().forEach(id -> campaigns.add(id.value()));
    }
    written.put("whenCapped", EnumNames.jsonName(campaign.whenCapped()));
    ObjectNode defaults = written.putObject("defaults");
    new TreeMap<>(campaign.defaults()).forEach(defaults::put);
    ArrayNode variants = written.putArray("variants");
    campaign.variants().forEach(variant -> variants.add(toJson(variant)));
    return written;
  }

  /** Returns what a list of campaigns shows of one. */
  public static ObjectNode summaryToJson(CampaignSummary campaign) {
    return Json.object()
        .put("id", campaign.id().value())
        .put("name", campaign.name())
        .put("topic", campaign.topic().value())
        .put("priority", campaign.priority().value())
        .put("start", campaign.start().toString())
        .put("expiry", campaign.expiry().toString());
  }

  private static void addSegments(ArrayNode into, List<SegmentId> segments) {
    segments.forEach(segment -> into.add(segment.value()));
  }

  private static ObjectNode toJson(Variant variant) {
    return Json.object()
        .put("id", variant.id())
        .put("weight", variant.weight())
        .put("subject", variant.subject())
        .put("html", variant.html())
        .put("text", variant.text());
  }

  /** Variants without an id are called v1, v2 and so on, by their place. */
  private static List<Variant> withDefaultIds(List<VariantInput> wordings) {
    return IntStream.range(0, wordings.size())
        .mapToObj(i -> wordings.get(i).toVariant("v" + (i + 1)))
        .toList();
  }

  private record VariantInput(
      Optional<String> id, int weight, String subject, String html, String text) {
    Variant toVariant(String otherwise) {
      return new Variant(id.orElse(otherwise), weight, subject, html, text);
    }
  }
}
