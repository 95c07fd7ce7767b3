package dev.sluice.campaigns;

import dev.sluice.aws.json.Violations;
import dev.sluice.mail.CampaignTemplates;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.audience.SegmentStore;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.policy.TopicStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks everything about a campaign that can be known before its first send. */
record CampaignCheck(TopicStore topics, SegmentStore segments) {

  /**
   * Checks a campaign.
   *
   * @throws dev.sluice.scheduling.InvalidInputException with everything that is wrong: a topic or
   *     segment that does not exist, an expiry that has passed, a template that does not compile,
   *     an attribute that some subscribers may lack and that has no default
   */
  void check(Campaign campaign, Instant now) {
    Violations violations = new Violations();
    new TopicCheck(topics).objection("topic", campaign.topic()).ifPresent(violations::add);
    if (!campaign.expiry().isAfter(now)) {
      String remedy = "use an instant in the future: it is " + now;
      violations.add("expiry", campaign.expiry().toString(), remedy);
    }
    List<Criterion> audience = find(violations, "segments", campaign.segments());
    find(violations, "excluded", campaign.excluded());
    requireSomebody(violations, campaign);
    violations
        .collect("", () -> CampaignTemplates.compile(campaign))
        .ifPresent(templates -> requireAttributes(violations, templates, audience));
    violations.throwIfAny();
  }

  private List<Criterion> find(Violations violations, String field, List<SegmentId> ids) {
    List<Criterion> found = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      SegmentId id = ids.get(i);
      Optional<Segment> segment = segments.read(id);
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

  private static void requireSomebody(Violations violations, Campaign campaign) {
    for (int i = 0; i < campaign.excluded().size(); i++) {
      SegmentId id = campaign.excluded().get(i);
      if (campaign.segments().contains(id)) {
        String remedy = "'segments' names it too, so nobody would be left: remove it from one";
        violations.add("excluded[" + i + "]", id.value(), remedy);
      }
    }
  }

  private static void requireAttributes(
      Violations violations, CampaignTemplates templates, List<Criterion> audience) {
    violations.collect(
        "",
        () -> {
          templates.requireDeclared(KnownAttributes.ofAll(audience));
          return templates;
        });
  }
}
