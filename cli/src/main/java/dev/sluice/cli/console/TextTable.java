package dev.sluice.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Table of text in aligned columns: numbers to the right, other text to the left. */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** Creates a table with these headings. */
  public TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row; it has as many cells as there are headings. */
  public TextTable row(Object... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "%d cells for %d headings".formatted(cells.length, rows.getFirst().size()));
    }
    rows.add(List.of(cells).stream().map(TextTable::text).toList());
    return this;
  }

  /** Returns the lines, the headings first. */
  public List<String> lines() {
    List<Column> columns =
        IntStream.range(0, rows.getFirst().size()).mapToObj(this::column).toList();
    return rows.stream().map(row -> line(row, columns)).toList();
  }

  private static String line(List<String> row, List<Column> columns) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> columns.get(i).pad(row.get(i)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private Column column(int index) {
    int width = rows.stream().mapToInt(row -> row.get(index).length()).max().orElse(0);
    boolean numbers =
        rows.size() > 1
            && rows.stream().skip(1).allMatch(row -> row.get(index).matches("[0-9,.%-]*"));
    return new Column(width, numbers);
  }

  private static String text(Object cell) {
    return cell instanceof Number number && !(number instanceof Double)
        ? "%,d".formatted(number.longValue())
        : String.valueOf(cell);
  }

  private record Column(int width, boolean numbers) {
    String pad(String cell) {
      String space = " ".repeat(width - cell.length());
      return numbers ? space + cell : cell + space;
    }
  }
}
