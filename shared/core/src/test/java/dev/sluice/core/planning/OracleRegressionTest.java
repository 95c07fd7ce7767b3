package dev.sluice.core.planning;

import static dev.sluice.core.planning.PlannerFixture.NEWS;
import static dev.sluice.core.planning.PlannerFixture.OFFERS;
import static dev.sluice.core.planning.PlannerFixture.at;
import static dev.sluice.core.planning.PlannerFixture.candidate;
import static dev.sluice.core.planning.PlannerFixture.cap;
import static dev.sluice.core.planning.PlannerFixture.dropping;
import static dev.sluice.core.planning.PlannerFixture.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.WaitReason.CapReached;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Planner and oracle, which once disagreed here, agree that")
final class OracleRegressionTest {

  /**
   * Found with quiet hours that leave a nanosecond a day. The oracle looked for the cap's last hold
   * in quiet hours, too, where the send of 22:00 does hold, but nothing could have gone anyway.
   */
  @Test
  @DisplayName("a dropped send names what the cap held it for while it could have gone out")
  void namesCapThatBlocksAgainWithinQuietHours() {
    PlannerCase input =
        new PlannerFixture()
            .quiet("12:30", "08:00")
            .capped(cap("hourly", 1, rolling("PT1H")))
            .sent(NEWS, "2026-11-23T22:00") // by a clock that is ahead
            .input(candidate("heavy", OFFERS, 9), dropping(candidate("light", NEWS, 1)));
    Plan plan = input.plan();
    SafetyOracle.check(input, plan);
    PlanOracle.check(input, plan);
    CampaignId heavy = new CampaignId("heavy");
    assertThat(plan.decisionFor(new CampaignId("light")))
        .contains(
            new Decision.Drop(
                new DropReason.Capped(
                    at("2026-11-24T08:00"),
                    new CapReached("hourly", 1, rolling("PT1H"), 1, List.of(heavy)))));
  }
}
