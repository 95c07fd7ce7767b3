package dev.sluice.ses;

import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.HoldSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;

/**
 * The reasons to hold marketing that SES GetAccount reports.
 *
 * <p>If GetAccount fails, the last reasons stay in force; before its first response there are none.
 */
public final class SesAccountHoldSource implements HoldSource {

  /** The reasons of this source; other sources report the others. */
  private static final Set<HoldReason> ACCOUNT_REASONS =
      Set.of(HoldReason.SENDING_DISABLED, HoldReason.PROBATION, HoldReason.SHUTDOWN);

  private final Supplier<SesV2Client> ses;

  /** Creates the source; the client is requested on first use. */
  public SesAccountHoldSource(Supplier<SesV2Client> ses) {
    this.ses = ses;
  }

  @Override
  public Set<HoldReason> reasons(Set<HoldReason> before) {
    try {
      return reasons(ses.get().getAccount(_ -> {}));
    } catch (SdkException unanswered) {
      Set<HoldReason> last = EnumSet.copyOf(ACCOUNT_REASONS);
      last.retainAll(before);
      return last;
    }
  }

  private static Set<HoldReason> reasons(GetAccountResponse account) {
    Set<HoldReason> reasons = EnumSet.noneOf(HoldReason.class);
    if (Boolean.FALSE.equals(account.sendingEnabled())) {
      reasons.add(HoldReason.SENDING_DISABLED);
    }
    EnforcementStatus.parse(account).holdReason().ifPresent(reasons::add);
    return reasons;
  }
}
