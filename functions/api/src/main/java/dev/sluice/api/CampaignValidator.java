package dev.sluice.api;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.json.ViolationCollector;
import dev.sluice.mail.CampaignTemplates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks everything about a campaign that can be known before its first send. */
record CampaignValidator(TopicStore topics, SegmentStore segments) {

  /**
   * Checks a campaign.
   *
   * @throws dev.sluice.core.support.InvalidInputException with everything that is wrong: a topic or
   *     segment that does not exist, an expiry that has passed, a template that does not compile,
   *     an attribute that some subscribers may lack and that has no default
   */
  void validate(Campaign campaign, Instant now) {
    ViolationCollector violations = new ViolationCollector();
    new TopicValidator(topics)
        .violationIfUnknown("topic", campaign.topic())
        .ifPresent(violations::add);
    if (!campaign.expiry().isAfter(now)) {
      String remedy = "use an instant in the future: it is " + now;
      violations.add("expiry", campaign.expiry().toString(), remedy);
    }
    List<Criterion> audience = findCriteria(violations, "segments", campaign.segments());
    findCriteria(violations, "excluded", campaign.excluded());
    requireNoOverlap(violations, campaign);
    violations
        .collect("", () -> CampaignTemplates.compile(campaign))
        .ifPresent(templates -> requireAttributes(violations, templates, audience));
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
            "there is no such segment: create it with PUT /segments/" + id);
      }
      segment.map(Segment::criterion).ifPresent(found::add);
    }
    return found;
  }

  private static void requireNoOverlap(ViolationCollector violations, Campaign campaign) {
    for (int i = 0; i < campaign.excluded().size(); i++) {
      SegmentId id = campaign.excluded().get(i);
      if (campaign.segments().contains(id)) {
        String remedy = "'segments' names it too, so nobody would be left: remove it from one";
        violations.add("excluded[" + i + "]", id.value(), remedy);
      }
    }
  }

  private static void requireAttributes(
      ViolationCollector violations, CampaignTemplates templates, List<Criterion> audience) {
    violations.collect(
        "",
        () -> {
          templates.requireDeclared(GuaranteedAttributes.guaranteedByAll(audience));
          return templates;
        });
  }
}
