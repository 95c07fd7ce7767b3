package dev.sluice.mail.i18n;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files beside this class that hold one language each, named by its tag: {@code he.properties}.
 *
 * <p>They are found by looking, so that a new language is one new file and nothing else.
 */
final class LanguageFiles {

  private static final String SUFFIX = ".properties";

  /** The one that is always there, beside which all others lie. */
  private static final String ANCHOR = "en" + SUFFIX;

  private LanguageFiles() {}

  /** Returns every language there is a file of, in order of tag. */
  static List<Language> load() {
    URL known =
        Optional.ofNullable(LanguageFiles.class.getResource(ANCHOR))
            .orElseThrow(() -> new IllegalStateException("the file " + ANCHOR + " is missing"));
    try {
      return known.getProtocol().equals("jar")
          ? loadFromJar((JarURLConnection) known.openConnection())
          : loadFromFolder(Path.of(known.toURI()).resolveSibling(""));
    } catch (IOException e) {
      throw new UncheckedIOException("the words of the pages cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path that is no URI", e);
    }
  }

  private static List<Language> loadFromJar(JarURLConnection known)
      throws IOException, URISyntaxException {
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(known.getJarFileURL().toURI()))) {
      return loadFromFolder(jar.getPath(known.getEntryName()).resolveSibling(""));
    }
  }

  private static List<Language> loadFromFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .map(LanguageFiles::load)
          .sorted(Comparator.comparing(Language::tag))
          .toList();
    }
  }

  private static Language load(Path file) {
    Properties words = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String tag = file.getFileName().toString().replace(SUFFIX, "");
    return new Language(Locale.forLanguageTag(tag), toMap(words));
  }

  private static Map<String, String> toMap(Properties words) {
    return words.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, words::getProperty));
  }
}
