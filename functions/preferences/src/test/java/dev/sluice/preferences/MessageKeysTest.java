package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.policy.Cadence;
import dev.sluice.json.EnumNames;
import dev.sluice.mail.i18n.Languages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The words of the pages")
class MessageKeysTest {

  /** What looks like a key in our sources, apart from those that are put together. */
  private static final Pattern KEY = Pattern.compile("\"([a-zA-Z]+\\.[a-zA-Z0-9]+|stays|back)\"");

  private final Set<String> keys = Languages.installed().english().keys();

  @Test
  @DisplayName("have one for whatever a standing can say")
  void coverEveryConstant() {
    assertThat(keys)
        .containsAll(keys("cadence.", Cadence.values()))
        .containsAll(keys("dropped.", DropCode.values()))
        .containsAll(keys("suppressed.", Suppression.Cause.values()));
  }

  @Test
  @DisplayName("are all used, and all that are used are there")
  void areAllUsedAndDefined() {
    Set<String> named = sources().flatMap(MessageKeysTest::keysIn).collect(Collectors.toSet());

    assertThat(keys.stream().filter(key -> !isPutTogether(key))).isSubsetOf(named);
    assertThat(named.stream().filter(key -> keys.stream().anyMatch(sameGroup(key))))
        .isSubsetOf(keys);
  }

  private static Predicate<String> sameGroup(String key) {
    return known -> known.split("\\.")[0].equals(key.split("\\.")[0]);
  }

  /** Those of constants, of pauses, of footers and of languages are not named in these sources. */
  private static boolean isPutTogether(String key) {
    return Stream.of("cadence.", "dropped.", "suppressed.", "footer.", "language.")
            .anyMatch(key::startsWith)
        || key.matches("pause\\.[0-9]+");
  }

  private static Set<String> keys(String group, Enum<?>... constants) {
    return Arrays.stream(constants)
        .map(one -> group + EnumNames.jsonName(one))
        .collect(Collectors.toSet());
  }

  private static Stream<String> keysIn(String source) {
    return KEY.matcher(source).results().map(found -> found.group(1));
  }

  private static Stream<String> sources() {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(MessageKeysTest::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
