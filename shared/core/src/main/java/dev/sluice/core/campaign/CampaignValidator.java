package dev.sluice.core.campaign;

import dev.sluice.core.policy.TopicLookup;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.segment.GuaranteedAttributes;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.core.support.ViolationCollector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks everything about a campaign that can be known before its first send. */
public record CampaignValidator(
    TopicStore topics, SegmentStore segments, TemplateCheck templateCheck) {

  /** Checks the templates of a campaign. */
  @FunctionalInterface
  public interface TemplateCheck {
    /**
     * Checks that every template compiles, and that every attribute it names has a value.
     *
     * @param guaranteed the attributes that every subscriber of the audience has
     * @throws dev.sluice.core.support.InvalidInputException with every violation
     */
    void check(Campaign campaign, Set<String> guaranteed);
  }

  /**
   * Checks a campaign.
   *
   * @throws dev.sluice.core.support.InvalidInputException with every violation: a topic or segment
   *     that does not exist, an expiry in the past, a template that does not compile, an attribute
   *     that some subscribers may lack and that has no default
   */
  public void validate(Campaign campaign, Instant now) {
    ViolationCollector violations = new ViolationCollector();
    new TopicLookup(topics)
        .violationIfUnknown("topic", campaign.topic())
        .ifPresent(violations::add);
    if (!campaign.expiry().isAfter(now)) {
      String remedy = "use an instant in the future; it is now " + now;
      violations.add("expiry", campaign.expiry().toString(), remedy);
    }
    List<Criterion> audience = findCriteria(violations, "segments", campaign.segments());
    findCriteria(violations, "excluded", campaign.excluded());
    requireNoOverlap(violations, campaign);
    violations.check(
        () -> templateCheck.check(campaign, GuaranteedAttributes.guaranteedByAll(audience)));
    violations.throwIfAny();
  }

  private List<Criterion> findCriteria(
      ViolationCollector violations, String field, List<SegmentId> ids) {
    List<Criterion> found = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      SegmentId id = ids.get(i);
      Optional<Segment> segment = segments.find(id);
      if (segment.isEmpty()) {
        violations.add(
            field + "[" + i + "]",
            id.value(),
            "this segment does not exist: create it with PUT /segments/" + id);
      }
      segment.map(Segment::criterion).ifPresent(found::add);
    }
    return found;
  }

  private static void requireNoOverlap(ViolationCollector violations, Campaign campaign) {
    for (int i = 0; i < campaign.excluded().size(); i++) {
      SegmentId id = campaign.excluded().get(i);
      if (campaign.segments().contains(id)) {
        String remedy = "'segments' contains it too, so the audience would be empty: remove one";
        violations.add("excluded[" + i + "]", id.value(), remedy);
      }
    }
  }
}
