package dev.sluice.ses;

import static dev.sluice.core.hold.HoldReason.BOUNCE_RATE;
import static dev.sluice.core.hold.HoldReason.PROBATION;
import static dev.sluice.core.hold.HoldReason.SENDING_DISABLED;
import static dev.sluice.core.hold.HoldReason.SHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.hold.HoldSource;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.GetAccountRequest;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;

@DisplayName("The account's reasons to hold marketing")
class SesAccountHoldSourceTest {

  private GetAccountResponse account = account(true, "HEALTHY");
  private boolean broken;
  private final HoldSource source = new SesAccountHoldSource(Account::new);

  @Test
  @DisplayName("are none while it is healthy and may send, also by a status not known here")
  void hasNoReasonsWhileHealthy() {
    assertThat(source.reasons(Set.of())).isEmpty();
    account = account(true, "SPLENDID");
    assertThat(source.reasons(Set.of(PROBATION))).isEmpty();
    account = GetAccountResponse.builder().build();
    assertThat(source.reasons(Set.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PROBATION, PROBATION", "SHUTDOWN, SHUTDOWN"})
  @DisplayName("are its enforcement status")
  void holdsForEnforcementStatus(String status, String reason) {
    account = account(true, status);
    assertThat(source.reasons(Set.of())).extracting(Enum::name).containsExactly(reason);
  }

  @Test
  @DisplayName("are that sending is disabled, beside its enforcement status")
  void holdsWhenSendingIsDisabled() {
    account = account(false, "HEALTHY");
    assertThat(source.reasons(Set.of())).containsExactly(SENDING_DISABLED);
    account = account(false, "SHUTDOWN");
    assertThat(source.reasons(Set.of())).containsExactlyInAnyOrder(SENDING_DISABLED, SHUTDOWN);
  }

  @Test
  @DisplayName("stay what they were while GetAccount does not answer, without those of others")
  void keepsReasonsWhileGetAccountFails() {
    broken = true;
    assertThat(source.reasons(Set.of())).isEmpty();
    assertThat(source.reasons(Set.of(PROBATION, BOUNCE_RATE))).containsExactly(PROBATION);
  }

  private static GetAccountResponse account(boolean enabled, String status) {
    return GetAccountResponse.builder().sendingEnabled(enabled).enforcementStatus(status).build();
  }

  private final class Account implements SesV2Client {
    @Override
    public GetAccountResponse getAccount(GetAccountRequest request) {
      if (broken) {
        throw NotFoundException.builder().message("no such route").build();
      }
      return account;
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
