package dev.sluice.mail.template;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scanner that takes a template apart into text and tags and reports every malformed tag.
 *
 * <p>It accepts a strict part of Mustache, of which there is only one reading; the engine stops at
 * its first error and takes some malformed tags as text.
 */
final class TemplateScanner {

  /** Receives the parts of a template in order. */
  interface Listener {
    void text(String text, int line);

    void tag(TemplateTag tag);

    void problem(int line, String excerpt, String remedy);
  }

  /** A name as attributes have it ({@code Subscriber.requireAttributeName}), or a dot. */
  private static final Pattern TAG =
      Pattern.compile("([#^/]?)[ \\t]*+(\\.|[A-Za-z][A-Za-z0-9_]{0,63}+)");

  private static final String NAME_RULE =
      "name an attribute: a letter followed by up to 63 letters (a to z), digits or '_',"
          + " such as {{first_name}}";

  private final String source;
  private final Listener listener;
  private int at;
  private int line = 1;

  TemplateScanner(String source, Listener parts) {
    this.source = source;
    this.listener = parts;
  }

  void scan() {
    for (int open = source.indexOf("{{"); open >= 0; open = source.indexOf("{{", at)) {
      consume(open, text -> listener.text(text, line));
      int close = source.indexOf("}}", open + 2);
      int next = source.startsWith("{{!", open) ? -1 : source.indexOf("{{", open + 3);
      if (close < 0 || (next >= 0 && next < close)) {
        listener.problem(line, excerpt(open), "close the tag with }} before the next one begins");
        consume(next < 0 ? source.length() : next, text -> {});
      } else {
        tag(source.substring(open + 2, close));
        consume(close + 2, text -> {});
      }
    }
    consume(source.length(), text -> listener.text(text, line));
  }

  private void consume(int until, Consumer<String> taker) {
    String text = source.substring(at, until);
    taker.accept(text);
    line += (int) text.chars().filter(c -> c == '\n').count();
    at = until;
  }

  private void tag(String raw) {
    if (raw.startsWith("!")) {
      listener.tag(new TemplateTag(TemplateTag.Kind.COMMENT, "", line));
      return;
    }
    String body = raw.trim();
    Matcher matcher = TAG.matcher(body);
    Optional<String> forbidden = forbidden(body);
    if (forbidden.isPresent()) {
      listener.problem(line, "{{" + raw + "}}", forbidden.get());
    } else if (!matcher.matches()) {
      listener.problem(line, "{{" + raw + "}}", NAME_RULE);
    } else {
      listener.tag(new TemplateTag(kind(matcher.group(1)), matcher.group(2), line));
    }
  }

  private static Optional<String> forbidden(String body) {
    return switch (body.isEmpty() ? ' ' : body.charAt(0)) {
      case '{', '&' ->
          Optional.of("unescaped output is not available: write {{name}}, which is escaped");
      case '>', '<', '$' -> Optional.of("partials are not available: write their text here");
      case '=' -> Optional.of("delimiters cannot be changed: use {{ and }}");
      default ->
          body.equals("this") ? Optional.of("'this' is not available: name it") : Optional.empty();
    };
  }

  private static TemplateTag.Kind kind(String sigil) {
    return switch (sigil) {
      case "#" -> TemplateTag.Kind.SECTION;
      case "^" -> TemplateTag.Kind.INVERTED;
      case "/" -> TemplateTag.Kind.CLOSE;
      default -> TemplateTag.Kind.VARIABLE;
    };
  }

  private String excerpt(int open) {
    return source
        .substring(open, Math.min(source.length(), open + 40))
        .lines()
        .findFirst()
        .orElse("");
  }
}
