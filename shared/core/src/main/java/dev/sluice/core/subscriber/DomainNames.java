package dev.sluice.core.subscriber;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Converts domain names to ASCII as registries do today (UTS 46, non-transitional).
 *
 * <p>The JDK implements IDNA 2003, which maps {@code straße} to {@code strasse} and final sigma to
 * sigma: names that may belong to another owner. Labels with these characters are therefore encoded
 * here. Labels with invisible characters, which IDNA 2003 removes and IDNA 2008 allows after
 * certain letters only, are refused.
 */
final class DomainNames {

  private static final int MAX_LABEL = 63;
  private static final String PREFIX = "xn--";
  private static final int SHARP_S = 'ß';
  private static final int FINAL_SIGMA = 'ς';

  /** The full stops that IDNA takes for the separator of labels (RFC 3490, section 3.1). */
  private static final String SEPARATORS = "[.\u3002\uFF0E\uFF61]";

  /** What a single character folds to, or decomposes to, that no label may contain. */
  private static final String FORBIDDEN = ".\u2260\u226E\u226F";

  private DomainNames() {}

  /** Returns the ASCII form in lower case; empty if a label has no such form. */
  static Optional<String> toAscii(String domain) {
    if (domain.codePoints().anyMatch(DomainNames::isInvisible)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Arrays.stream(domain.split(SEPARATORS, -1))
              .map(DomainNames::label)
              .collect(Collectors.joining(".")));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // The JDK found a character or a length that no label may have.
    }
  }

  private static String label(String label) {
    String folded = fold(label);
    if (folded.codePoints().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
      throw new IllegalArgumentException("no label holds a full stop or a sign of comparison");
    }
    // Also refuses what no label may contain, and letters that are newer than the JDK's tables.
    String ascii = IDN.toASCII(folded, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    if (folded.codePoints().noneMatch(c -> c == SHARP_S || c == FINAL_SIGMA)) {
      return ascii;
    }
    String encoded = PREFIX + Punycode.encode(folded);
    if (encoded.length() > MAX_LABEL) {
      throw new IllegalArgumentException("a label has at most 63 characters");
    }
    return encoded;
  }

  /** Returns whether IDNA 2003 removes a character, although names can differ by it. */
  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        || c == 0x034F // combining grapheme joiner
        || (c >= 0x1806 && c <= 0x180F) // Mongolian selectors
        || (c >= 0xFE00 && c <= 0xFE0F); // variation selectors
  }

  /** Folds each letter by itself: a whole text would turn the sigma at its end into a final one. */
  private static String fold(String label) {
    String lower =
        Normalizer.normalize(label, Normalizer.Form.NFKC)
            .codePoints()
            .mapToObj(c -> Character.toString(c).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
    return Normalizer.normalize(lower, Normalizer.Form.NFKC);
  }

  /** Punycode (RFC 3492), with the parameters of section 5. */
  private static final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;

    private Punycode() {}

    static String encode(String label) {
      int[] input = label.codePoints().toArray();
      StringBuilder out = new StringBuilder();
      Arrays.stream(input).filter(c -> c < INITIAL_N).forEach(out::appendCodePoint);
      int basic = out.length();
      if (basic > 0) {
        out.append('-');
      }
      int n = INITIAL_N;
      int delta = 0;
      int bias = INITIAL_BIAS;
      int handled = basic;
      while (handled < input.length) {
        int from = n;
        int next = Arrays.stream(input).filter(c -> c >= from).min().orElseThrow();
        delta = Math.addExact(delta, Math.multiplyExact(next - n, handled + 1));
        n = next;
        for (int c : input) {
          if (c < n) {
            delta++;
          } else if (c == n) {
            appendInteger(out, delta, bias);
            bias = adapt(delta, handled + 1, handled == basic);
            delta = 0;
            handled++;
          }
        }
        delta++;
        n++;
      }
      return out.toString();
    }

    private static void appendInteger(StringBuilder out, int delta, int bias) {
      int q = delta;
      for (int k = BASE; ; k += BASE) {
        int t = Math.clamp((long) k - bias, T_MIN, T_MAX);
        if (q < t) {
          out.append(digit(q));
          return;
        }
        out.append(digit(t + (q - t) % (BASE - t)));
        q = (q - t) / (BASE - t);
      }
    }

    private static char digit(int value) {
      return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapt(int delta, int points, boolean first) {
      int scaled = first ? delta / DAMP : delta / 2;
      scaled += scaled / points;
      int k = 0;
      while (scaled > (BASE - T_MIN) * T_MAX / 2) {
        scaled /= BASE - T_MIN;
        k += BASE;
      }
      return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
    }
  }
}
