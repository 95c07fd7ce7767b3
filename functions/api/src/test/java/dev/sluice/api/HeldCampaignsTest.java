package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.sending.WithheldCause;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While marketing is held, a campaign")
class HeldCampaignsTest {

  private static final MarketingHold HELD =
      new MarketingHold(Set.of(HoldReason.BOUNCE_RATE, HoldReason.PROBATION), ApiFixture.NOW);

  private final ApiFixture api = new ApiFixture();

  @BeforeEach
  void createCampaign() {
    api.put("/topics/offers", "{\"name\":\"Offers\",\"description\":\"Bargains\"}").expect(200);
    api.post(
            "/campaigns",
            "{\"id\":\"sale\",\"name\":\"Sale\",\"topic\":\"offers\",\"variants\":[{\"subject\":\"S\",\"html\":\"H\"}]}")
        .expect(201);
  }

  @Test
  @DisplayName("tells so, why and since when, alone and in a list")
  void reportsHoldWithReasonsAndTime() {
    api.holds.compareAndSet(Optional.empty(), HELD);
    ApiFixture.Answer sale = api.get("/campaigns/sale").expect(200);
    assertThat(sale.text("/state")).isEqualTo("sending");
    assertThat(sale.text("/held/reasons/0")).isEqualTo("probation");
    assertThat(sale.text("/held/reasons/1")).isEqualTo("bounceRate");
    assertThat(sale.text("/held/since")).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(api.get("/campaigns").expect(200).text("/campaigns/0/held/reasons/0"))
        .isEqualTo("probation");
  }

  @Test
  @DisplayName("says nothing of it when it is paused itself, or marketing is not held any more")
  void omitsHoldWhenPausedOrReleased() {
    assertThat(api.get("/campaigns/sale").body().has("held")).isFalse();
    api.holds.compareAndSet(Optional.empty(), HELD);
    assertThat(api.post("/campaigns/sale/pause", "").expect(200).body().has("held")).isFalse();
    api.post("/campaigns/sale/resume", "").expect(200);
    api.holds.compareAndSet(Optional.of(HELD), new MarketingHold(Set.of(), ApiFixture.NOW));
    assertThat(api.get("/campaigns/sale").expect(200).body().has("held")).isFalse();
  }

  @Test
  @DisplayName("names why SES accepts nothing, from the first run on")
  void reportsWithheldRuns() {
    api.withheldRuns.add(WithheldCause.IDENTITY_NOT_VERIFIED, ApiFixture.NOW);
    ApiFixture.Answer sale = api.get("/campaigns/sale").expect(200);
    assertThat(sale.text("/withheld/cause")).isEqualTo("identityNotVerified");
    assertThat(sale.text("/withheld/since")).isEqualTo("2026-11-22T10:00:00Z");
    api.withheldRuns.clear();
    assertThat(api.get("/campaigns/sale").body().has("withheld")).isFalse();
  }
}
