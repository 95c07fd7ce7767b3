package dev.sluice.mail.template;

import dev.sluice.core.support.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads a template and collects all that is wrong with it and every attribute it names. */
final class TemplateValidator implements TemplateScanner.Listener {

  /** Sections inside sections: more than any mail needs, few enough for the engine's stack. */
  static final int MAX_DEPTH = 16;

  /** Tags of one template: keeps what is compiled and cached small. */
  static final int MAX_TAGS = 5_000;

  /** Violations reported at once: what one can fix in a sitting. */
  private static final int MAX_VIOLATIONS = 50;

  /** What a value at the start of a URL counts as: any one with a scheme that is allowed. */
  private static final String ANY_URL = "https://";

  private final String field;
  private final TemplateKind kind;
  private final List<Violation> violations = new ArrayList<>();
  private final List<VariableReference> references = new ArrayList<>();
  private final Deque<OpenSection> open = new ArrayDeque<>();
  private final HtmlContext context = new HtmlContext();
  private int tags;

  private record OpenSection(TemplateTag tag, HtmlContext.Position begin, String value) {}

  private TemplateValidator(String field, TemplateKind kind) {
    this.field = field;
    this.kind = kind;
  }

  static TemplateValidator validate(String field, TemplateKind kind, String source) {
    TemplateValidator check = new TemplateValidator(field, kind);
    if (source.length() > kind.maxSourceCharacters) {
      check.violations.add(
          new Violation(
              field,
              source.length() + " characters",
              "shorten it to at most " + kind.maxSourceCharacters));
      return check;
    }
    new TemplateScanner(source, check).scan();
    check.open.stream()
        .map(OpenSection::tag)
        .forEach(tag ->
            check.problem(
                tag.line(), "{{#" + tag.name() + "}}", "close it: {{/" + tag.name() + "}}"));
    return check;
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  List<VariableReference> references() {
    return List.copyOf(references);
  }

  @Override
  public void text(String text, int line) {
    context.advance(text);
    text.chars()
        .filter(this::isForbidden)
        .findFirst()
        .ifPresent(c -> problem(line, "U+%04X".formatted(c), "remove this character: " + reason()));
  }

  @Override
  public void tag(TemplateTag tag) {
    if (++tags == MAX_TAGS + 1) {
      problem(tag.line(), "more than " + MAX_TAGS + " tags", "use fewer");
    }
    switch (tag.kind()) {
      case COMMENT -> {}
      case CLOSE -> close(tag);
      case VARIABLE -> variable(tag);
      case SECTION, INVERTED -> section(tag);
    }
  }

  @Override
  public void problem(int line, String excerpt, String remedy) {
    if (violations.size() < MAX_VIOLATIONS) {
      violations.add(new Violation(field, "line " + line + ": " + excerpt, remedy));
    }
  }

  private void variable(TemplateTag tag) {
    if (kind == TemplateKind.HTML) {
      context
          .remedyIfUnsafe()
          .ifPresent(remedy -> problem(tag.line(), "{{" + tag.name() + "}}", remedy));
      if (context.inUrl() && context.value().isBlank()) {
        context.advance(ANY_URL);
      }
    }
    if (tag.name().equals(".")) {
      if (open.isEmpty()) {
        problem(tag.line(), "{{.}}", "use it inside a section over a list, or name an attribute");
      }
      return;
    }
    addReference(tag);
  }

  private void section(TemplateTag tag) {
    if (tag.name().equals(".")) {
      problem(tag.line(), "{{#.}}", "name the attribute that the section is about");
      return;
    }
    addReference(tag);
    if (kind == TemplateKind.HTML && !context.isSectionBoundary()) {
      problem(
          tag.line(),
          "{{#" + tag.name() + "}}",
          "move it into text, between attributes or into quotes: it is "
              + context.position().description());
    }
    open.push(new OpenSection(tag, context.position(), context.value()));
    if (open.size() == MAX_DEPTH + 1) {
      problem(tag.line(), "{{#" + tag.name() + "}}", "nest at most " + MAX_DEPTH + " sections");
    }
  }

  private void close(TemplateTag tag) {
    if (open.isEmpty()) {
      problem(tag.line(), "{{/" + tag.name() + "}}", "remove it: no section is open here");
      return;
    }
    OpenSection section = open.pop();
    TemplateTag opened = section.tag();
    String shown = "{{/" + tag.name() + "}}";
    if (!opened.name().equals(tag.name())) {
      problem(
          tag.line(),
          shown,
          "close {{#%s}} of line %d first".formatted(opened.name(), opened.line()));
    } else if (kind == TemplateKind.HTML && !context.position().equals(section.begin())) {
      problem(
          tag.line(),
          shown,
          "end the section in the same place: it begins %s of line %d and ends %s"
              .formatted(
                  section.begin().description(), opened.line(), context.position().description()));
    } else if (context.inUrl()) {
      context.setValue(section.value());
    }
  }

  private void addReference(TemplateTag tag) {
    references.add(
        new VariableReference(
            tag.name(), open.reversed().stream().map(section -> section.tag().name()).toList()));
  }

  private boolean isForbidden(int c) {
    return switch (kind) {
      case SUBJECT -> Character.isISOControl(c) || TextSanitizer.isLineBreak(c);
      case HTML, TEXT ->
          TextSanitizer.isNoncharacter(c)
              || Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    };
  }

  private String reason() {
    return kind == TemplateKind.SUBJECT
        ? "a header is one line of text"
        : "mail systems treat control characters in different ways";
  }
}
