import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks or fixes the layout of every Java file with google-java-format, which must run on the JDK
 * whose language it reads. Run by the build: {@code check} at verify, {@code fix} by {@code
 * -Pformat}.
 */
public final class Format {

  private static final Set<String> FOLDERS_WITHOUT_SOURCES =
      Set.of("target", ".git", ".aws-sam", "node_modules");

  private Format() {}

  /**
   * Formats what lies under a folder.
   *
   * @param args {@code check} or {@code fix}, and the folder
   */
  public static void main(String[] args) throws IOException {
    boolean fix = args[0].equals("fix");
    Path root = Path.of(args[1]);
    List<Path> wrong;
    try (Stream<Path> files = Files.walk(root)) {
      wrong =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> isSource(root.relativize(file)))
              .parallel()
              .filter(file -> differs(file, fix))
              .sorted()
              .toList();
    }
    for (Path file : wrong) {
      System.err.println((fix ? "formatted: " : "not formatted: ") + root.relativize(file));
    }
    if (!fix && !wrong.isEmpty()) {
      System.err.println("Fix all with: ./mvnw -q -N -Pformat process-sources");
      System.exit(1);
    }
  }

  private static boolean isSource(Path relative) {
    for (Path part : relative) {
      if (FOLDERS_WITHOUT_SOURCES.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }

  private static boolean differs(Path file, boolean fix) {
    try {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      boolean differs = !formatted.equals(source);
      if (differs && fix) {
        Files.writeString(file, formatted);
      }
      return differs;
    } catch (FormatterException e) {
      System.err.println(file + ": " + e.getMessage());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
