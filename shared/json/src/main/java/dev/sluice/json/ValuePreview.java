package dev.sluice.json;

import tools.jackson.databind.JsonNode;

/** How violations show values and names: short, and large ones by what they are. */
final class ValuePreview {

  /** Characters of a member's name in a path: enough to recognise it. */
  private static final int MAX_NAME_LENGTH = 80;

  private ValuePreview() {}

  /** Returns a text as it is, other small values as JSON, objects and lists by their size. */
  static String preview(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.stringValue();
      case OBJECT -> "an object of " + count(value, "member");
      case ARRAY -> "a list of " + count(value, "entry").replace("entrys", "entries");
      default -> value.toString();
    };
  }

  /** Returns a member's name, shortened. */
  static String shortName(String name) {
    return name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "…";
  }

  private static String count(JsonNode value, String of) {
    return value.size() + " " + of + (value.size() == 1 ? "" : "s");
  }
}
