package dev.sluice.api.check;

import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** Looks up DNS records. */
@FunctionalInterface
public interface DnsRecords {

  /**
   * Returns the TXT records of a name, each as one text; empty if it has none.
   *
   * @throws UnansweredDnsException if no server answers
   */
  List<String> txt(String name);

  /** No server answered a lookup. */
  final class UnansweredDnsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnansweredDnsException(String name, Throwable cause) {
      super("no DNS server answers for " + name, cause);
    }
  }

  /** Returns records by the DNS client of the JDK, with the servers of the machine. */
  static DnsRecords ofMachine() {
    return DnsRecords::lookUp;
  }

  /** The DNS provider of JNDI returns texts; it does not deserialize anything. */
  @SuppressWarnings("BanJNDI")
  private static List<String> lookUp(String name) {
    // Two tries of one and two seconds a server: the whole check fits into a request.
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    environment.put("com.sun.jndi.dns.timeout.initial", "1000");
    environment.put("com.sun.jndi.dns.timeout.retries", "2");
    try {
      InitialDirContext context = new InitialDirContext(environment);
      try {
        Attribute records =
            context.getAttributes("dns:///" + name + ".", new String[] {"TXT"}).get("TXT");
        return records == null ? List.of() : texts(records.getAll());
      } finally {
        context.close();
      }
    } catch (NameNotFoundException e) {
      return List.of();
    } catch (NamingException e) {
      throw new UnansweredDnsException(name, e);
    }
  }

  /** A long record comes as several quoted strings, which belong together (RFC 7208, 3.3). */
  private static List<String> texts(NamingEnumeration<?> records) {
    return Collections.list(records).stream()
        .map(String::valueOf)
        .map(text -> text.replaceAll("\"\\s+\"", "").replaceAll("^\"|\"$", ""))
        .toList();
  }
}
