package dev.sluice.json;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.subscriber.SubscriberId;

/** The kinds of JSON texts that identify something. */
public final class IdDecoders {

  private IdDecoders() {}

  /** Returns the kind of topics' identifiers. */
  public static JsonDecoder<TopicId> topic() {
    return JsonDecoders.string().map(TopicId::new);
  }

  /** Returns the kind of segments' identifiers. */
  public static JsonDecoder<SegmentId> segment() {
    return JsonDecoders.string().map(SegmentId::new);
  }

  /** Returns the kind of campaigns' identifiers. */
  public static JsonDecoder<CampaignId> campaign() {
    return JsonDecoders.string().map(CampaignId::new);
  }

  /** Returns the kind of subscribers' identifiers. */
  public static JsonDecoder<SubscriberId> subscriber() {
    return JsonDecoders.string().map(SubscriberId::new);
  }

  /** Returns the kind of an identifier that is known from elsewhere, such as the path. */
  static JsonDecoder<String> matching(String known) {
    return JsonDecoders.validated(given -> {
      if (!given.equals(known)) {
        throw JsonDecoders.invalid(given, "use '" + known + "' as in the address, or leave it out");
      }
      return given;
    });
  }
}
