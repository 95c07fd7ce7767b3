package dev.sluice.mail.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One place where a template names an attribute.
 *
 * @param name the name as written, dots included
 * @param sections names of the sections around it, outermost first
 */
record VariableReference(String name, List<String> sections) {

  VariableReference {
    sections = List.copyOf(sections);
  }

  /**
   * Returns whether the name is found in {@code declared} or in an element of a section around it.
   */
  boolean isDeclaredIn(Map<String, ?> declared) {
    return lookUp(name, declared).isPresent()
        || sections.stream()
            .flatMap(section -> lookUp(section, declared).stream())
            .anyMatch(value -> lookUp(name, element(value)).isPresent());
  }

  private static Object element(Object value) {
    return value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value;
  }

  private static Optional<Object> lookUp(String name, Object scope) {
    if (!(scope instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Optional<Object> whole = Optional.ofNullable(map.get(name));
    int dot = name.indexOf('.');
    if (whole.isPresent() || dot < 0) {
      return whole;
    }
    return Optional.<Object>ofNullable(map.get(name.substring(0, dot)))
        .flatMap(inner -> lookUp(name.substring(dot + 1), inner));
  }
}
