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
 * The language files beside this class, each named by its tag: {@code he.properties}.
 *
 * <p>The folder is listed at run time, so that one new file adds a language.
 */
final class LanguageFiles {

  private static final String SUFFIX = ".properties";

  /** The file that always exists; all others are in its folder. */
  private static final String ANCHOR = "en" + SUFFIX;

  private LanguageFiles() {}

  /** Returns the language of every file, in order of tag. */
  static List<Language> load() {
    URL known =
        Optional.ofNullable(LanguageFiles.class.getResource(ANCHOR))
            .orElseThrow(() -> new IllegalStateException("the file " + ANCHOR + " is missing"));
    try {
      return known.getProtocol().equals("jar")
          ? loadFromJar((JarURLConnection) known.openConnection())
          : loadFromFolder(Path.of(known.toURI()).resolveSibling(""));
    } catch (IOException e) {
      throw new UncheckedIOException("the language files cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path is not a URI", e);
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
