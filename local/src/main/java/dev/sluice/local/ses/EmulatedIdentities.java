package dev.sluice.local.ses;

import dev.sluice.local.http.LocalHttpResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The identities of the SES emulator: every identity is verified, signed with DKIM and has a custom
 * MAIL FROM domain, unless another state was set.
 */
public final class EmulatedIdentities {

  static final String PATH = "/identities/";

  private final Map<String, Optional<Identity>> states = new ConcurrentHashMap<>();

  /**
   * The state of an identity.
   *
   * @param verified whether SES sends from it
   * @param dkim the DKIM status, such as {@code SUCCESS} or {@code PENDING}
   * @param mailFrom the custom MAIL FROM domain
   * @param mailFromStatus its status, such as {@code SUCCESS} or {@code FAILED}
   */
  public record Identity(
      boolean verified, String dkim, Optional<String> mailFrom, String mailFromStatus) {

    /** Returns the state of an identity whose DNS records are all published. */
    public static Identity healthy(String identity) {
      String domain = identity.substring(identity.indexOf('@') + 1);
      return new Identity(true, "SUCCESS", Optional.of("bounce." + domain), "SUCCESS");
    }
  }

  /** Sets the state of an identity. */
  public void set(String identity, Identity state) {
    states.put(identity, Optional.of(state));
  }

  /** Removes an identity: SES does not know it. */
  public void remove(String identity) {
    states.put(identity, Optional.empty());
  }

  /** Answers GetEmailIdentity. */
  LocalHttpResponse get(String encoded) {
    String name = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    Identity identity =
        states
            .getOrDefault(name, Optional.of(Identity.healthy(name)))
            .orElseThrow(
                () -> SesEmulatorException.notFound("Email identity " + name + " does not exist."));
    ObjectNode json =
        JsonMapper.shared()
            .createObjectNode()
            .put("IdentityType", name.contains("@") ? "EMAIL_ADDRESS" : "DOMAIN")
            .put("VerifiedForSendingStatus", identity.verified())
            .put("VerificationStatus", identity.verified() ? "SUCCESS" : "PENDING");
    json.putObject("DkimAttributes").put("SigningEnabled", true).put("Status", identity.dkim());
    identity
        .mailFrom()
        .ifPresent(domain ->
            json.putObject("MailFromAttributes")
                .put("MailFromDomain", domain)
                .put("MailFromDomainStatus", identity.mailFromStatus())
                .put("BehaviorOnMxFailure", "USE_DEFAULT_VALUE"));
    return LocalHttpResponse.of(200, "application/json", json.toString());
  }
}
