package dev.sluice.local.template;

import java.util.Optional;

/**
 * A secret of the template.
 *
 * @param logicalId its name in the template
 * @param name its name in Secrets Manager
 * @param generate how its first value is made up; empty if {@code value} is given
 * @param value its literal value
 */
public record SecretSpec(
    String logicalId, String name, Optional<GeneratedValue> generate, Optional<String> value) {

  /**
   * {@code GenerateSecretString}: a made-up password, alone or inside a JSON object.
   *
   * @param length characters of the password, 1 to 4096
   * @param excluded characters that it does not contain
   * @param punctuation whether it may contain punctuation
   * @param template the JSON object around it
   * @param key the key that the password has in it
   */
  public record GeneratedValue(
      int length,
      String excluded,
      boolean punctuation,
      Optional<String> template,
      Optional<String> key) {}
}
