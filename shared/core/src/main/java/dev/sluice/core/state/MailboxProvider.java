package dev.sluice.core.state;

import dev.sluice.core.subscriber.EmailAddress;
import java.util.Arrays;
import java.util.List;

/**
 * A provider of mailboxes, as far as an address shows it: by its domain.
 *
 * <p>Companies host mailboxes with these providers under their own domains; those count as {@link
 * #OTHER}, because only a DNS query could show where they are.
 */
public enum MailboxProvider {
  GMAIL("gmail.com", "googlemail.com"),
  MICROSOFT("outlook.*", "hotmail.*", "live.*", "msn.com"),
  YAHOO("yahoo.*", "ymail.com", "rocketmail.com", "aol.*", "aim.com"),
  APPLE("icloud.com", "me.com", "mac.com"),
  GMX_AND_WEB_DE("gmx.*", "web.de"),
  ORANGE("orange.fr", "wanadoo.fr"),
  COMCAST("comcast.net"),
  PROTON("proton.me", "protonmail.com", "pm.me"),
  MAIL_RU("mail.ru", "bk.ru", "list.ru", "inbox.ru"),
  YANDEX("yandex.*", "ya.ru"),
  QQ("qq.com", "foxmail.com"),
  NETEASE("163.com", "126.com", "yeah.net"),
  /** Any other, a company's own domain included. */
  OTHER;

  /**
   * Domains; {@code .*} stands for any ending of a country, such as {@code .fr} or {@code .co.uk}.
   */
  private final List<String> domains;

  MailboxProvider(String... domains) {
    this.domains = List.of(domains);
  }

  /** Returns the provider of an address. */
  public static MailboxProvider of(EmailAddress address) {
    return Arrays.stream(values())
        .filter(provider -> provider.domains.stream().anyMatch(of -> matches(of, address.domain())))
        .findFirst()
        .orElse(OTHER);
  }

  private static boolean matches(String pattern, String domain) {
    if (!pattern.endsWith(".*")) {
      return domain.equals(pattern);
    }
    String name = pattern.substring(0, pattern.length() - 1);
    return domain.startsWith(name)
        && domain.substring(name.length()).matches("[a-z]{2,3}|com?\\.[a-z]{2}");
  }
}
