package dev.sluice.cli.importer;

import dev.sluice.core.support.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator said about columns whose headings are not those of an import.
 *
 * @param headings for each column of the file the headings to read it as; none if it is ignored
 */
public record ColumnMapping(Map<String, List<String>> headings) {

  public ColumnMapping {
    headings = Map.copyOf(headings);
  }

  /**
   * Returns a mapping.
   *
   * @param mapped texts of the form {@code COLUMN=HEADING}; a column may have several
   * @param ignored columns that are not imported
   * @throws InvalidInputException if a text has another form
   */
  public static ColumnMapping of(Collection<String> mapped, Collection<String> ignored) {
    Map<String, List<String>> headings = new LinkedHashMap<>();
    for (String text : mapped) {
      int split = text.lastIndexOf('=');
      if (split < 1 || split == text.length() - 1) {
        throw InvalidInputException.of(
            "--map", text, "use COLUMN=HEADING, such as 'Email Address=address'");
      }
      headings
          .computeIfAbsent(text.substring(0, split), _ -> new ArrayList<>())
          .add(text.substring(split + 1));
    }
    ignored.forEach(column -> headings.put(column, List.of()));
    return new ColumnMapping(headings);
  }

  /** Returns the headings to read a column as; empty if the mapping does not name it. */
  Optional<List<String>> headingsOf(String column) {
    return Optional.ofNullable(headings.get(column));
  }
}
