package dev.sluice.local.template;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One statement of a function's policy.
 *
 * @param effect {@code Allow} or {@code Deny}
 * @param actions IAM actions such as {@code dynamodb:Query}; may hold wildcards
 * @param resources ARNs; may hold wildcards
 * @param condition the statement's condition as JSON, {@code {}} if none
 */
public record IamPolicyStatement(
    String effect, List<String> actions, List<String> resources, String condition) {

  public IamPolicyStatement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
  }

  /** Returns whether this statement allows {@code action} on {@code resource}. */
  public boolean allows(String action, String resource) {
    return effect.equals("Allow")
        && actions.stream().anyMatch(pattern -> matches(pattern, action))
        && resources.stream().anyMatch(pattern -> matches(pattern, resource));
  }

  /** IAM's wildcards: {@code *} for any text, {@code ?} for any one character. */
  private static boolean matches(String pattern, String text) {
    String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.matches(expression, text);
  }
}
