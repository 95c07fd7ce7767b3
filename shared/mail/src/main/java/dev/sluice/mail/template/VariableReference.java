package dev.sluice.mail.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One place where a template names an attribute.
 *
 * @param name the name as written
 * @param sections names of the sections around it, outermost first
 */
record VariableReference(String name, List<String> sections) {

  VariableReference {
    sections = List.copyOf(sections);
  }

  /**
   * Returns whether the name is found in {@code declared} or in an element of a section around it,
   * or is never looked up because a section around it is hidden.
   */
  boolean isDeclaredIn(Map<String, ?> declared) {
    return lookUp(name, declared).isPresent()
        || sections.stream()
            .flatMap(section -> lookUp(section, declared).stream())
            .anyMatch(value -> isHidden(value) || lookUp(name, element(value)).isPresent());
  }

  private static boolean isHidden(Object section) {
    return section.equals(false)
        || section.equals("")
        || (section instanceof List<?> list && list.isEmpty());
  }

  private static Object element(Object value) {
    return value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value;
  }

  private static Optional<Object> lookUp(String name, Object scope) {
    return scope instanceof Map<?, ?> map ? Optional.ofNullable(map.get(name)) : Optional.empty();
  }
}
