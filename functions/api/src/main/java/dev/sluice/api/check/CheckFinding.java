package dev.sluice.api.check;

import java.util.Locale;

/**
 * What one check found.
 *
 * @param check the code of the check, such as {@code sender.dkim}; an interface
 * @param severity how it is judged
 * @param seen what was seen, with the names of things
 * @param means what follows from it, empty if all is well
 * @param remedy what to do, empty if nothing is
 */
public record CheckFinding(
    String check, Severity severity, String seen, String means, String remedy) {

  /** How a finding is judged, from good to bad. */
  public enum Severity {
    /** All is well. */
    OK,
    /** It could not be checked. */
    UNKNOWN,
    /** Mail is sent, and something limits or endangers it. */
    WARNING,
    /** Mail is not sent, or something that subscribers rely on does not work. */
    PROBLEM;

    /** Returns the name in JSON. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static CheckFinding ok(String check, String seen) {
    return new CheckFinding(check, Severity.OK, seen, "", "");
  }

  static CheckFinding unknown(String check, String seen, String means, String remedy) {
    return new CheckFinding(check, Severity.UNKNOWN, seen, means, remedy);
  }

  static CheckFinding warning(String check, String seen, String means, String remedy) {
    return new CheckFinding(check, Severity.WARNING, seen, means, remedy);
  }

  static CheckFinding problem(String check, String seen, String means, String remedy) {
    return new CheckFinding(check, Severity.PROBLEM, seen, means, remedy);
  }
}
