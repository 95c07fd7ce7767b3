package dev.sluice.aws.json;

import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.TopicId;

/** The kinds of JSON texts that identify something. */
public final class Ids {

  private Ids() {}

  /** Returns the kind of topics' identifiers. */
  public static Kind<TopicId> topic() {
    return Kinds.string().as(TopicId::new);
  }

  /** Returns the kind of segments' identifiers. */
  public static Kind<SegmentId> segment() {
    return Kinds.string().as(SegmentId::new);
  }

  /** Returns the kind of campaigns' identifiers. */
  public static Kind<CampaignId> campaign() {
    return Kinds.string().as(CampaignId::new);
  }

  /** Returns the kind of subscribers' identifiers. */
  public static Kind<SubscriberId> subscriber() {
    return Kinds.string().as(SubscriberId::new);
  }

  /** Returns the kind of an identifier that is known from elsewhere, such as the path. */
  static Kind<String> same(String known) {
    return Kinds.checked(given -> {
      if (!given.equals(known)) {
        throw Kinds.refuse(given, "use '" + known + "' as in the address, or leave it out");
      }
      return given;
    });
  }
}
