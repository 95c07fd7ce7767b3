package dev.sluice.ses;

import dev.sluice.core.hold.HoldReason;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;

/** What SES thinks of the account's reputation: {@code EnforcementStatus} of GetAccount. */
enum EnforcementStatus {
  /** Nothing is wrong, or nothing that is known here. */
  HEALTHY,
  PROBATION,
  SHUTDOWN;

  /** Reads it; SES answers a text, which may be a new one. */
  static EnforcementStatus parse(GetAccountResponse account) {
    return switch (String.valueOf(account.enforcementStatus())) {
      case "PROBATION" -> PROBATION;
      case "SHUTDOWN" -> SHUTDOWN;
      default -> HEALTHY;
    };
  }

  /** Returns the reason to hold marketing, if it is one. */
  Optional<HoldReason> holdReason() {
    return switch (this) {
      case HEALTHY -> Optional.empty();
      case PROBATION -> Optional.of(HoldReason.PROBATION);
      case SHUTDOWN -> Optional.of(HoldReason.SHUTDOWN);
    };
  }
}
