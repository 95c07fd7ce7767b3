package dev.sluice.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where this machine has Chromium, as Debian's package {@code chromium} installs it. */
final class ChromiumLocator {

  private static final List<String> NAMES = List.of("chromium", "chromium-browser");

  /** A browser that looks for nothing on the network, and draws without a graphics card. */
  static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox", // containers have no user namespaces; the pages are our own
          "--headless",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private ChromiumLocator() {}

  /** Returns the program, empty if the path has none. */
  static Optional<Path> find() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
