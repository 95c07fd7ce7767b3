package dev.sluice.browser;

import java.util.stream.Stream;

/**
 * A screen, in CSS pixels.
 *
 * @param width across
 * @param height down
 */
record Device(String name, int width, int height) {

  static final Device PHONE = new Device("phone", 375, 812);
  static final Device DESKTOP = new Device("desktop", 1280, 800);

  /** What a desktop at 400 % zoom has: nothing may need scrolling sideways (WCAG 2.2, 1.4.10). */
  static final Device NARROW = new Device("narrow", 320, 640);

  static Device named(String name) {
    return Stream.of(PHONE, DESKTOP, NARROW)
        .filter(device -> device.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
