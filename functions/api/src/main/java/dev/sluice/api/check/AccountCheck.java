package dev.sluice.api.check;

import dev.sluice.ses.SesThrottleRetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;
import software.amazon.awssdk.services.sesv2.model.SendQuota;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;

/**
 * Checks the SES account by GetAccount: whether it may send, sandbox, quota and suppression list.
 *
 * @param reservePercent the share that is reserved for transactional mail
 */
record AccountCheck(SesV2Client ses, SesThrottleRetry retry, int reservePercent) {

  /** Of the daily quota; less than this left is worth a warning. */
  private static final double LITTLE_LEFT = 0.2;

  List<CheckFinding> run() {
    GetAccountResponse account = retry.call(() -> ses.getAccount(_ -> {}));
    return List.of(
        sending(account), sandbox(account), quota(account.sendQuota()), suppression(account));
  }

  private static CheckFinding sending(GetAccountResponse account) {
    String check = "account.sending";
    String status = Optional.ofNullable(account.enforcementStatus()).orElse("HEALTHY");
    if (Boolean.FALSE.equals(account.sendingEnabled()) || status.equals("SHUTDOWN")) {
      return CheckFinding.problem(
          check,
          "sending is disabled for this account and region, enforcement status " + status,
          "SES accepts no message. Marketing is held, transactional mail waits for up to 24 hours.",
          status.equals("HEALTHY")
              ? "Enable it: aws sesv2 put-account-sending-attributes --sending-enabled"
              : "Open 'Account dashboard' in the console of SES, and answer the open case.");
    }
    return status.equals("PROBATION")
        ? CheckFinding.problem(
            check,
            "SES has put the account under review (PROBATION)",
            "Marketing is held until the review ends, so that it does not get worse.",
            "Open 'Account dashboard' in the console of SES, and answer the open case.")
        : CheckFinding.ok(check, "sending is enabled, enforcement status " + status);
  }

  private static CheckFinding sandbox(GetAccountResponse account) {
    String check = "account.sandbox";
    return Boolean.FALSE.equals(account.productionAccessEnabled())
        ? CheckFinding.warning(
            check,
            "the account is in the SES sandbox in this region",
            "It sends to verified addresses and domains and to the mailbox simulator only, and SES"
                + " also checks whether the function may use the recipient's identity.",
            "For tests, verify a recipient's identity and deploy with SandboxRecipientIdentity set"
                + " to it. For real mail, request production access in the console of SES, 'Account"
                + " dashboard'; then empty the parameter.")
        : CheckFinding.ok(check, "the account has production access");
  }

  private CheckFinding quota(SendQuota quota) {
    String check = "account.quota";
    double day = quota.max24HourSend();
    double sent = quota.sentLast24Hours();
    double rate = quota.maxSendRate();
    double marketing = rate * (100 - reservePercent) / 100;
    String seen =
        "%s messages a second, %s in 24 hours, %.0f of them sent; marketing gets at most %s a second"
            .formatted(number(rate), day < 0 ? "any number" : number(day), sent, number(marketing));
    List<String> hours = new ArrayList<>();
    if (marketing > 0) {
      hours.add(
          "A campaign to 10,000 takes at least %.0f minutes.".formatted(10_000 / marketing / 60));
    }
    double left = day < 0 ? Double.MAX_VALUE : day - sent;
    double marketingLeft = day < 0 ? left : left - day * reservePercent / 100;
    if (rate <= 0 || marketingLeft <= 0) {
      return CheckFinding.problem(
          check,
          seen,
          "Marketing has used up its share of the daily quota; it continues as older messages leave"
              + " the 24 hours.",
          "Wait, or request an increase of the daily sending quota in Service Quotas.");
    }
    if (day >= 0 && left < day * LITTLE_LEFT) {
      return CheckFinding.warning(
          check,
          seen,
          "Less than a fifth of the daily quota is left. " + String.join(" ", hours),
          "Spread campaigns over days, or request an increase in Service Quotas.");
    }
    return CheckFinding.ok(check, seen + ". " + String.join(" ", hours));
  }

  private static CheckFinding suppression(GetAccountResponse account) {
    String check = "account.suppression-list";
    List<SuppressionListReason> reasons =
        Optional.ofNullable(account.suppressionAttributes())
            .map(attributes -> attributes.suppressedReasons())
            .orElse(List.of());
    return reasons.contains(SuppressionListReason.BOUNCE)
            && reasons.contains(SuppressionListReason.COMPLAINT)
        ? CheckFinding.ok(check, "SES's suppression list takes bounces and complaints")
        : CheckFinding.warning(
            check,
            "SES's account-level suppression list takes %s"
                .formatted(reasons.isEmpty() ? "nothing" : "only " + reasons),
            "Sluice's configuration sets keep suppressed addresses out all the same; other mail of"
                + " the account may still go to addresses that bounced or complained.",
            "aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT");
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%,.0f".formatted(value) : "%,.1f".formatted(value);
  }
}
