package dev.sluice.mail.template;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position in an HTML document, as far as escaping depends on it.
 *
 * <p>The part of the HTML Standard's tokenizer (section 13.2.5) that decides what a character is,
 * one character at a time, so that a template tag may stand between any two of them. Content of a
 * conditional comment is read as Outlook reads it, as HTML, as long as a browser, which reads it as
 * a comment, agrees about the position after it.
 */
public final class HtmlContext {

  /** The kinds of positions. */
  enum State {
    TEXT,
    /** Right after a {@code <}. */
    TAG_OPEN,
    /** Right after a {@code </}. */
    END_TAG_OPEN,
    TAG_NAME,
    /** In a tag, where the name of an attribute may begin. */
    BETWEEN_ATTRIBUTES,
    ATTRIBUTE_NAME,
    AFTER_ATTRIBUTE_NAME,
    BEFORE_VALUE,
    DOUBLE_QUOTED,
    SINGLE_QUOTED,
    UNQUOTED,
    /** Right after a {@code <!}: a comment, a doctype or neither. */
    MARKUP_DECLARATION,
    /** A doctype, or what a browser takes for a comment that ends at the next {@code >}. */
    DECLARATION,
    COMMENT,
    /** Text without tags: the content of title and textarea. */
    TITLE_TEXT,
    /** Text without tags and without character references, such as the content of script. */
    RAW_TEXT,
    /**
     * Behind a conditional comment that ends inside a tag: programs disagree about what is what.
     */
    AMBIGUOUS
  }

  /** The use of a value in a quoted attribute. */
  enum AttributeKind {
    PLAIN,
    URL,
    UNSAFE
  }

  private static final Set<String> RAW_TEXT_ELEMENTS =
      Set.of("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext");

  private static final Set<String> TITLE_ELEMENTS = Set.of("title", "textarea");

  /** Elements that load, run or redirect, or that change other elements: no value belongs there. */
  private static final Set<String> UNSAFE_ELEMENTS =
      Set.of(
          "animate",
          "animatemotion",
          "animatetransform",
          "applet",
          "base",
          "embed",
          "frame",
          "iframe",
          "link",
          "meta",
          "object",
          "param",
          "script",
          "set",
          "style");

  /** Attributes with code or with several URLs, beside those whose name begins with "on". */
  private static final Set<String> UNSAFE_ATTRIBUTES =
      Set.of("style", "srcdoc", "srcset", "imagesrcset", "http-equiv", "archive", "attributename");

  private static final Set<String> URL_ATTRIBUTES =
      Set.of(
          "action",
          "background",
          "base",
          "cite",
          "classid",
          "codebase",
          "data",
          "dynsrc",
          "formaction",
          "href",
          "icon",
          "longdesc",
          "lowsrc",
          "manifest",
          "ping",
          "poster",
          "profile",
          "src",
          "usemap");

  /** What may be the beginning of a comment's end. */
  private static final Pattern COMMENT_END = Pattern.compile("-{0,2}!?$");

  /** The longest end tag that ends raw text, and room for the character behind it. */
  private static final int TAIL = 16;

  private State state = State.TEXT;
  private boolean conditional;
  private boolean endTag;
  private boolean keepsValue;
  private final StringBuilder element = new StringBuilder();
  private final StringBuilder attribute = new StringBuilder();

  /** The value so far of an attribute that holds a URL, or of a comment or a declaration. */
  private final StringBuilder run = new StringBuilder();

  /** The last characters of raw text or of a comment, in lower case. */
  private final StringBuilder tail = new StringBuilder();

  private boolean scriptComment;
  private boolean nestedScript;

  /** A position; equal ones are those after which the same HTML means the same. */
  record Position(String description, String pending) {}

  /** Consumes literal HTML. */
  void advance(CharSequence html) {
    for (int i = 0; i < html.length(); i++) {
      advance(html.charAt(i));
    }
  }

  /** Consumes one character. */
  public void advance(char c) {
    char lower = toLowerCase(c);
    if (conditional || state == State.COMMENT || isRaw()) {
      remember(lower);
    }
    switch (state) {
      case TEXT -> {
        if (c == '<') {
          state = State.TAG_OPEN;
        }
      }
      case TAG_OPEN -> afterOpen(c);
      case END_TAG_OPEN -> afterEndOpen(c);
      case TAG_NAME -> inTagName(c, lower);
      case BETWEEN_ATTRIBUTES -> betweenAttributes(c, lower);
      case ATTRIBUTE_NAME -> inAttributeName(c, lower);
      case AFTER_ATTRIBUTE_NAME -> afterAttributeName(c, lower);
      case BEFORE_VALUE -> beforeValue(c);
      case DOUBLE_QUOTED -> inQuotes(c, '"');
      case SINGLE_QUOTED -> inQuotes(c, '\'');
      case UNQUOTED -> inUnquoted(c);
      case MARKUP_DECLARATION -> afterDeclarationOpen(c);
      case DECLARATION -> {
        if (c == '>') {
          state = State.TEXT;
        }
      }
      case COMMENT -> inComment(c);
      case TITLE_TEXT, RAW_TEXT -> inRawText(c, lower);
      case AMBIGUOUS -> {}
    }
    if (conditional && (endsWith("-->") || endsWith("--!>"))) {
      conditional = false;
      state = state == State.TEXT ? State.TEXT : State.AMBIGUOUS;
    }
  }

  /** Returns the remedy for a value at this position, empty if it can be made safe here. */
  Optional<String> remedyIfUnsafe() {
    return switch (state) {
      case TEXT, TITLE_TEXT, COMMENT -> Optional.empty();
      case DOUBLE_QUOTED, SINGLE_QUOTED -> attributeRemedy();
      case TAG_OPEN, END_TAG_OPEN, TAG_NAME ->
          Optional.of("write the tag's name out, or &lt; if no tag is meant");
      case BETWEEN_ATTRIBUTES, ATTRIBUTE_NAME, AFTER_ATTRIBUTE_NAME, BEFORE_VALUE, UNQUOTED ->
          Optional.of("inside an HTML tag, put it between quotes: href=\"{{name}}\"");
      case MARKUP_DECLARATION, DECLARATION -> Optional.of("move it out of <!…>");
      case RAW_TEXT ->
          Optional.of("move it out of <" + element + ">, where escaping has no effect");
      case AMBIGUOUS ->
          Optional.of("write <![endif]--> outside of tags: a conditional comment ends in one");
    };
  }

  /** Takes {@code text} for the attribute's value so far. */
  void setValue(String text) {
    run.setLength(0);
    run.append(text);
  }

  /**
   * Returns whether the position is inside the value of an attribute that holds a URL.
   *
   * @see #value()
   */
  public boolean inUrl() {
    return (state == State.DOUBLE_QUOTED || state == State.SINGLE_QUOTED)
        && attributeKind() == AttributeKind.URL;
  }

  /** Returns whether the position is in a comment. */
  boolean inComment() {
    return state == State.COMMENT;
  }

  /** Returns whether the position is in a tag, behind its name. */
  public boolean inTag() {
    return switch (state) {
      case BETWEEN_ATTRIBUTES,
          ATTRIBUTE_NAME,
          AFTER_ATTRIBUTE_NAME,
          BEFORE_VALUE,
          DOUBLE_QUOTED,
          SINGLE_QUOTED,
          UNQUOTED ->
          true;
      default -> false;
    };
  }

  /** Returns the name of the current or last element in lower case. */
  public String element() {
    return element.toString();
  }

  /** Returns the name of the current or last attribute in lower case. */
  public String attribute() {
    return attribute.toString();
  }

  /** Returns the first characters of the attribute's value so far, as they are in the document. */
  public String value() {
    return run.toString();
  }

  /** Returns whether the value of an attribute is being read. */
  public boolean inValue() {
    return switch (state) {
      case DOUBLE_QUOTED, SINGLE_QUOTED, UNQUOTED -> true;
      default -> false;
    };
  }

  /** Returns whether a section may begin or end at this position. */
  boolean isSectionBoundary() {
    return switch (state) {
      case TEXT, BETWEEN_ATTRIBUTES, DOUBLE_QUOTED, SINGLE_QUOTED, COMMENT -> true;
      case TITLE_TEXT, RAW_TEXT -> true;
      default -> false;
    };
  }

  /** Returns the position; what was written to the attribute's value so far is no part of it. */
  Position position() {
    return new Position(description(), pending());
  }

  private String description() {
    return switch (state) {
      case TEXT -> conditional ? "in the text of a conditional comment" : "in text";
      case TAG_OPEN, END_TAG_OPEN, TAG_NAME -> "in the name of a tag";
      case BETWEEN_ATTRIBUTES -> "between the attributes of " + tag();
      case ATTRIBUTE_NAME, AFTER_ATTRIBUTE_NAME ->
          "behind the attribute name '%s' of %s".formatted(attribute, tag());
      case BEFORE_VALUE -> "before the value of '%s' of %s".formatted(attribute, tag());
      case DOUBLE_QUOTED -> "in the value of %s=\"…\" of %s".formatted(attribute, tag());
      case SINGLE_QUOTED -> "in the value of %s='…' of %s".formatted(attribute, tag());
      case UNQUOTED -> "in the value of '%s' of %s, without quotes".formatted(attribute, tag());
      case MARKUP_DECLARATION, DECLARATION -> "in <!…>";
      case COMMENT -> "in a comment";
      case TITLE_TEXT, RAW_TEXT -> "in the content of <" + element + ">";
      case AMBIGUOUS -> "behind a conditional comment that ends in a tag";
    };
  }

  /** Returns what is not over at this position although it does not show in its description. */
  private String pending() {
    String began = state == State.COMMENT ? beginningOfComment() : "";
    int open = tail.lastIndexOf("<");
    Matcher end = COMMENT_END.matcher(tail);
    String dashes = end.find() ? end.group() : "";
    String tag = isRaw() && open >= 0 ? tail.substring(open) : "";
    boolean watched = conditional || state == State.COMMENT;
    return began + (watched ? dashes : "") + tag + scriptComment + nestedScript + conditional;
  }

  private String beginningOfComment() {
    String text = run.substring(0, Math.min(3, run.length()));
    return "[if".startsWith(text) || "->".startsWith(text) ? text : "";
  }

  private String tag() {
    return (endTag ? "</" : "<") + element + ">";
  }

  private Optional<String> attributeRemedy() {
    return switch (attributeKind()) {
      case PLAIN -> Optional.empty();
      case URL -> UrlEscaper.remedyIfUnsafe(value());
      case UNSAFE ->
          Optional.of(
              isUnsafeElement()
                  ? "remove it: a tag <" + element + "> takes no values"
                  : "remove it: the attribute '" + attribute + "' takes no values");
    };
  }

  private AttributeKind attributeKind() {
    String name = attribute.substring(attribute.lastIndexOf(":") + 1);
    if (isUnsafeElement() || UNSAFE_ATTRIBUTES.contains(name) || name.startsWith("on")) {
      return AttributeKind.UNSAFE;
    }
    return URL_ATTRIBUTES.contains(name) ? AttributeKind.URL : AttributeKind.PLAIN;
  }

  private boolean isUnsafeElement() {
    return UNSAFE_ELEMENTS.contains(element.substring(element.lastIndexOf(":") + 1));
  }

  private boolean isRaw() {
    return state == State.RAW_TEXT || state == State.TITLE_TEXT;
  }

  private void remember(char lower) {
    if (tail.length() == TAIL) {
      tail.deleteCharAt(0);
    }
    tail.append(lower);
  }

  private boolean endsWith(String text) {
    int from = tail.length() - text.length();
    return from >= 0 && tail.indexOf(text, from) == from;
  }

  private void afterOpen(char c) {
    run.setLength(0);
    if (c == '!') {
      state = State.MARKUP_DECLARATION;
    } else if (c == '?') {
      state = State.DECLARATION;
    } else if (c == '/') {
      state = State.END_TAG_OPEN;
    } else if (isLetter(c)) {
      beginTag(c, false);
    } else if (c != '<') {
      state = State.TEXT;
    }
  }

  private void afterEndOpen(char c) {
    if (isLetter(c)) {
      beginTag(c, true);
    } else {
      state = c == '>' ? State.TEXT : State.DECLARATION;
    }
  }

  private void beginTag(char first, boolean end) {
    endTag = end;
    element.setLength(0);
    element.append(toLowerCase(first));
    attribute.setLength(0);
    state = State.TAG_NAME;
  }

  private void inTagName(char c, char lower) {
    if (c == '>') {
      endOfTag();
    } else if (isSpace(c) || c == '/') {
      state = State.BETWEEN_ATTRIBUTES;
    } else {
      element.append(lower);
    }
  }

  private void betweenAttributes(char c, char lower) {
    if (c == '>') {
      endOfTag();
    } else if (!isSpace(c) && c != '/') {
      attribute.setLength(0);
      attribute.append(lower);
      state = State.ATTRIBUTE_NAME;
    }
  }

  private void inAttributeName(char c, char lower) {
    if (c == '=') {
      state = State.BEFORE_VALUE;
    } else if (isSpace(c)) {
      state = State.AFTER_ATTRIBUTE_NAME;
    } else if (c == '/' || c == '>') {
      betweenAttributes(c, lower);
      state = c == '/' ? State.BETWEEN_ATTRIBUTES : state;
    } else {
      attribute.append(lower);
    }
  }

  private void afterAttributeName(char c, char lower) {
    if (c == '=') {
      state = State.BEFORE_VALUE;
    } else if (c == '/') {
      state = State.BETWEEN_ATTRIBUTES;
    } else {
      betweenAttributes(c, lower);
    }
  }

  private void beforeValue(char c) {
    run.setLength(0);
    keepsValue = attributeKind() == AttributeKind.URL;
    if (c == '"') {
      state = State.DOUBLE_QUOTED;
    } else if (c == '\'') {
      state = State.SINGLE_QUOTED;
    } else if (c == '>') {
      endOfTag();
    } else if (!isSpace(c)) {
      keep(c);
      state = State.UNQUOTED;
    }
  }

  private void inQuotes(char c, char quote) {
    if (c == quote) {
      state = State.BETWEEN_ATTRIBUTES;
    } else {
      keep(c);
    }
  }

  private void inUnquoted(char c) {
    if (c == '>') {
      endOfTag();
    } else if (isSpace(c)) {
      state = State.BETWEEN_ATTRIBUTES;
    } else {
      keep(c);
    }
  }

  private void keep(char c) {
    if (keepsValue) {
      run.append(c);
    }
  }

  private void endOfTag() {
    String name = element.toString();
    beginTail();
    scriptComment = false;
    nestedScript = false;
    if (endTag) {
      state = State.TEXT;
    } else if (RAW_TEXT_ELEMENTS.contains(name)) {
      state = State.RAW_TEXT;
    } else {
      state = TITLE_ELEMENTS.contains(name) ? State.TITLE_TEXT : State.TEXT;
    }
  }

  private void afterDeclarationOpen(char c) {
    run.append(c);
    if (c == '>') {
      state = State.TEXT;
    } else if (run.toString().equals("--")) {
      run.setLength(0);
      beginTail();
      state = State.COMMENT;
    } else if (!run.toString().equals("-")) {
      state = State.DECLARATION;
    }
  }

  private void inComment(char c) {
    run.append(c);
    if (c != '>') {
      return;
    }
    boolean abrupt = run.toString().equals(">") || run.toString().equals("->");
    if (abrupt || run.length() > 2 && endsWith("-->") || run.length() > 3 && endsWith("--!>")) {
      state = State.TEXT;
    } else if (!conditional && endsWith("]>") && run.toString().startsWith("[if")) {
      conditional = true;
      state = State.TEXT;
    }
  }

  /**
   * Ends raw text at its end tag.
   *
   * <p>A script that holds {@code <!--} and then {@code <script} goes on behind {@code </script>}:
   * nothing behind it is taken for text. A tag in a title is one where the title is an SVG's: no
   * value is taken behind it.
   */
  private void inRawText(char c, char lower) {
    if (state == State.TITLE_TEXT && tail.length() > 1 && isLetter(c)) {
      boolean tag = tail.charAt(tail.length() - 2) == '<';
      state = tag ? State.RAW_TEXT : State.TITLE_TEXT;
    }
    scriptComment |= endsWith("<!--");
    nestedScript |= scriptComment && endsWith("<script");
    if (!isSpace(c) && c != '/' && c != '>' || nestedScript || !endsWith("</" + element + lower)) {
      return;
    }
    endTag = true;
    attribute.setLength(0);
    if (c == '>') {
      endOfTag();
    } else {
      state = State.BETWEEN_ATTRIBUTES;
    }
  }

  private void beginTail() {
    if (!conditional) {
      tail.setLength(0);
    }
  }

  private static char toLowerCase(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
