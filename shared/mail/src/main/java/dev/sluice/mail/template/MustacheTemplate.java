package dev.sluice.mail.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A compiled logic-less template (Mustache) for the subject, the HTML or the text of a message.
 *
 * <p>It has names {@code {{name}}} (a letter, then letters, digits and underscores, as attributes
 * have), sections {@code {{#name}}…{{/name}}}, inverted sections {@code {{^name}}…{{/name}}},
 * {@code {{.}}} for the element of a list, and comments {@code {{! … }}}. Partials, lambdas,
 * unescaped output, changed delimiters and anything of Java are refused: a template reaches the
 * values it is given and nothing else. {@code false}, an empty list and empty text hide a section;
 * zero is a value and shows it.
 *
 * <p>Immutable; one instance may render side by side.
 */
public final class MustacheTemplate {

  private final String field;
  private final TemplateKind kind;
  private final List<VariableReference> references;
  private final com.samskivert.mustache.Template compiled;

  private MustacheTemplate(String field, TemplateKind kind, String source) {
    TemplateValidator check = TemplateValidator.validate(field, kind, source);
    if (!check.violations().isEmpty()) {
      throw new InvalidInputException(check.violations());
    }
    this.field = field;
    this.kind = kind;
    this.references = check.references();
    this.compiled = compile(field, kind, source);
  }

  /**
   * Compiles a subject: one line, at most 998 characters, values plain.
   *
   * <p>A line break or other control character in the template is refused, since it is the author's
   * slip; one in a value becomes a space, since it must not cost the subscriber the mail.
   *
   * @param field what errors call the template, such as {@code variants[0].subject}
   * @throws InvalidInputException with every violation and its line
   */
  public static MustacheTemplate subject(String field, String source) {
    return new MustacheTemplate(field, TemplateKind.SUBJECT, source);
  }

  /**
   * Compiles HTML of at most 256 Ki characters, in which every value is escaped.
   *
   * <p>Names may stand in text and in quoted attribute values. At the start of a URL the value must
   * be one of http, https or mailto, or empty; behind its {@code ?} or {@code #} it is
   * percent-encoded. Where escaping would not help (unquoted, in scripts and styles, in {@code on…}
   * and the like) names are refused. A section must end in the kind of place where it begins.
   *
   * @param field what errors call the template
   * @throws InvalidInputException with every violation and its line
   */
  public static MustacheTemplate html(String field, String source) {
    return new MustacheTemplate(field, TemplateKind.HTML, source);
  }

  /**
   * Compiles plain text of at most 256 Ki characters, values plain.
   *
   * @param field what errors call the template
   * @throws InvalidInputException with every violation and its line
   */
  public static MustacheTemplate text(String field, String source) {
    return new MustacheTemplate(field, TemplateKind.TEXT, source);
  }

  /** Returns every name the template uses, sections and names inside sections included. */
  public SortedSet<String> attributes() {
    return references.stream().map(VariableReference::name).collect(sorted());
  }

  /**
   * Returns the names the template uses for which {@code declared} holds neither a value nor a
   * default.
   *
   * <p>A name inside a section may also be one of a map that the section is about, or of the maps
   * in its list: the declared value shows which names these have.
   *
   * @param declared values or defaults by name; the first element of a list stands for all
   */
  public SortedSet<String> undeclared(Map<String, ?> declared) {
    return references.stream()
        .filter(usage -> !usage.isDeclaredIn(declared))
        .map(VariableReference::name)
        .collect(sorted());
  }

  /**
   * Returns the template with its names replaced by values.
   *
   * @param attributes text, numbers, true, false, and lists and maps of these, by name
   * @throws InvalidInputException if a name has no value, a value is of another kind or too deeply
   *     nested, a value at the start of a link is no URL of http, https or mailto, or the result
   *     exceeds 998 characters (subject) or 1 Mi characters (HTML, text)
   */
  public String render(Map<String, ?> attributes) {
    BoundedWriter out = kind.writer(field);
    try {
      compiled.execute(TemplateValues.copyOf(field, attributes), out);
    } catch (MustacheException.Context missing) {
      throw InvalidInputException.of(
          field,
          "line " + missing.lineNo + ": {{" + missing.key + "}}",
          "give {{" + missing.key + "}} a value or declare a default for it");
    }
    return out.toString();
  }

  private static com.samskivert.mustache.Template compile(
      String field, TemplateKind kind, String source) {
    try {
      return Mustache.compiler()
          .withCollector(new MapKeyCollector())
          .withFormatter(value -> format(field, value))
          .withEscaper(kind::sanitize)
          .strictSections(true)
          .compile(source);
    } catch (MustacheException refused) {
      throw new InvalidInputException(
          List.of(new Violation(field, String.valueOf(refused.getMessage()), "correct this tag")));
    }
  }

  private static String format(String field, Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean truth -> truth.toString();
      case TemplateValues.Blank _ -> "";
      default ->
          throw InvalidInputException.of(
              field, "a list or map", "show it with a section, or name one of its members");
    };
  }

  private static java.util.stream.Collector<String, ?, SortedSet<String>> sorted() {
    return Collectors.collectingAndThen(
        Collectors.toCollection(TreeSet::new), Collections::unmodifiableSortedSet);
  }
}
