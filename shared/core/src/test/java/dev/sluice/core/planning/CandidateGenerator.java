package dev.sluice.core.planning;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.support.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Draws the candidates of a case: started or announced, many of them tied. */
final class CandidateGenerator {
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

  private final RandomChoice draw;
  private final List<Topic> topics;
  private final InstantGenerator instants;

  CandidateGenerator(RandomChoice draw, List<Topic> topics, InstantGenerator instants) {
    this.draw = draw;
    this.topics = topics;
    this.instants = instants;
  }

  List<Candidate> candidates() {
    List<Integer> numbers = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
    List<Candidate> candidates = new ArrayList<>();
    int size = 1 + draw.below(draw.chance(70) ? 4 : 6);
    while (candidates.size() < size) {
      int number = numbers.remove(draw.below(numbers.size()));
      Candidate made = candidate(new CampaignId("c" + number));
      boolean isTied = draw.chance(20) && !candidates.isEmpty();
      candidates.add(isTied ? tied(made, candidates.getLast()) : made);
    }
    return candidates;
  }

  private Candidate candidate(CampaignId id) {
    Instant start =
        draw.chance(35) ? instants.ahead() : Instants.earlier(instants.past(), instants.now());
    Instant edge = draw.chance(90) ? instants.ahead() : instants.future();
    Instant expiry = draw.chance(40) ? edge.plus(Duration.ofDays(5 + draw.below(85))) : edge;
    return new Candidate(
        id,
        draw.any(topics),
        new Priority(draw.any(List.of(1, 5, 5, 5, 7, 9))),
        start,
        expiry.isAfter(start) ? expiry : start.plusNanos(draw.chance(50) ? 1 : DAY_NANOS),
        draw.chance(30) ? WhenCapped.DROP : WhenCapped.WAIT);
  }

  /** Returns a candidate that only some of the tie-breaks tell from the other. */
  private Candidate tied(Candidate made, Candidate other) {
    boolean isSame = draw.chance(70) || !made.expiry().isAfter(other.start());
    return new Candidate(
        made.campaign(),
        made.topic(),
        other.priority(),
        other.start(),
        isSame ? other.expiry() : made.expiry(),
        made.whenCapped());
  }
}
