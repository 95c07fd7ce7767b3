package dev.sluice.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Stream;

/**
 * A screen, in CSS pixels.
 *
 * @param width across
 * @param height down
 * @param scheme whether pages are light or dark
 */
record Device(String name, int width, int height, ColorScheme scheme) {

  static final Device PHONE = new Device("phone", 375, 812, ColorScheme.LIGHT);
  static final Device DESKTOP = new Device("desktop", 1280, 800, ColorScheme.LIGHT);

  /** A phone at night. */
  static final Device DARK = new Device("dark", 375, 812, ColorScheme.DARK);

  /** What a desktop at 400 % zoom has: nothing may need scrolling sideways (WCAG 2.2, 1.4.10). */
  static final Device NARROW = new Device("narrow", 320, 640, ColorScheme.LIGHT);

  static Device byName(String name) {
    return Stream.of(PHONE, DESKTOP, DARK, NARROW)
        .filter(device -> device.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
