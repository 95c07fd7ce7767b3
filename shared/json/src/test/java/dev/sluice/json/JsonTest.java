package dev.sluice.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A JSON document")
class JsonTest {

  @Test
  @DisplayName("that is broken is refused with line and column")
  void reportsLineAndColumnOfSyntaxErrors() {
    Violation violation = refusal("{\n  \"name\": \"a\",\n  \"limit\" 3\n}".getBytes(UTF_8));
    assertThat(violation.field()).isEqualTo("body");
    assertThat(violation.value()).isEqualTo("line 3, column 11");
    assertThat(violation.remedy()).startsWith("correct the JSON: ").contains("colon");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "an object that ends early, `{\"a\":`",
        "a list that ends early, `[1,2`",
        "a trailing comma, `{\"a\":1,}`",
        "a second value, `{} {}`",
        "a comment, `{/* a */}`",
        "single quotes, `{'a':1}`",
        "a bare word, `yes`",
        "not a number, `{\"a\":NaN}`",
        "infinity, `{\"a\":-Infinity}`",
        "a hash comment, `# a`",
        "an escape that is none, `{\"a\":\"\\q\"}`",
        "a control character, `{\"a\":\u0001}`",
        "a sign of plus, `{\"a\":+1}`",
        "an ending point, `{\"a\":1.}`",
        "a leading point, `{\"a\":.5}`",
        "a number of hexadecimal digits, `{\"a\":0x1F}`",
        "a list without a comma, `[1 2]`",
        "a leading zero, `{\"a\":01}`",
        "a raw line break in a text, `{\"a\":\"\n\"}`",
      })
  @DisplayName("that is not JSON is refused")
  void rejectsWhatIsNotJson(String what, String document) {
    Violation violation = refusal(document.getBytes(UTF_8));
    assertThat(violation.field()).as(what).isEqualTo("body");
    assertThat(violation.value()).as(what).matches("line \\d+, column \\d+");
    assertThat(violation.remedy())
        .as(what)
        .doesNotContain("`", "_", "ackson", "Feature", "enable", "(code", "as per");
  }

  @Test
  @DisplayName("that names a member twice is refused with the member's name")
  void rejectsDuplicateMembers() {
    Violation violation = refusal("{\"limit\":1,\"limit\":2}".getBytes(UTF_8));
    assertThat(violation.remedy()).contains("limit").containsIgnoringCase("duplicate");
  }

  @Test
  @DisplayName("nested ten thousand levels deep is refused and not read to its end")
  void rejectsDeepNesting() {
    String document = "{\"not\":".repeat(10_000) + "1" + "}".repeat(10_000);
    assertThat(refusal(document.getBytes(UTF_8)).remedy()).contains("depth");
  }

  @Test
  @DisplayName("with a number of a thousand digits is refused")
  void rejectsVeryLongNumbers() {
    assertThat(refusal(("[" + "9".repeat(1_000) + "]").getBytes(UTF_8)).remedy()).contains("umber");
  }

  @Test
  @DisplayName("that is not UTF-8 is refused")
  void rejectsOtherEncodings() {
    assertThat(refusal(new byte[] {'"', (byte) 0xE4, '"'}).remedy()).contains("UTF-8");
    assertThat(refusal("{}".getBytes(UTF_16)).value()).isEqualTo("bytes that are not UTF-8");
  }

  @Test
  @DisplayName("with NaN is refused without a word about the parser's settings")
  void rejectsNotANumber() {
    assertThat(refusal("{\"a\":NaN}".getBytes(UTF_8)).remedy())
        .contains("NaN")
        .doesNotContain("JsonReadFeature", "enable");
  }

  @Test
  @DisplayName("that is empty is refused")
  void rejectsEmptyDocuments() {
    assertThat(refusal(new byte[0]))
        .isEqualTo(new Violation("body", "empty", "send a JSON object"));
  }

  @Test
  @DisplayName("is written compactly and keeps the order of its members")
  void encodesCompactlyInMemberOrder() {
    assertThat(Json.encode(Json.object().put("b", 1).put("a", "ä")))
        .isEqualTo("{\"b\":1,\"a\":\"ä\"}");
  }

  private static Violation refusal(byte[] document) {
    return catchThrowableOfType(InvalidInputException.class, () -> Json.parse(document))
        .violations()
        .getFirst();
  }
}
