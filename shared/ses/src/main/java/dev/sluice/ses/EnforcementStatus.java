package dev.sluice.ses;

import dev.sluice.core.hold.HoldReason;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;

/** The reputation status of the SES account: {@code EnforcementStatus} of GetAccount. */
enum EnforcementStatus {
  /** Healthy, or a status unknown to this code. */
  HEALTHY,
  PROBATION,
  SHUTDOWN;

  /** Parses the status; SES returns text, which may be a new value. */
  static EnforcementStatus parse(GetAccountResponse account) {
    return switch (String.valueOf(account.enforcementStatus())) {
      case "PROBATION" -> PROBATION;
      case "SHUTDOWN" -> SHUTDOWN;
      default -> HEALTHY;
    };
  }

  /** Returns the reason to hold marketing, if any. */
  Optional<HoldReason> holdReason() {
    return switch (this) {
      case HEALTHY -> Optional.empty();
      case PROBATION -> Optional.of(HoldReason.PROBATION);
      case SHUTDOWN -> Optional.of(HoldReason.SHUTDOWN);
    };
  }
}
