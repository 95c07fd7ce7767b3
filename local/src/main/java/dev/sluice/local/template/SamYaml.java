package dev.sluice.local.template;

import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML with CloudFormation's short forms into a JSON tree with their long forms: {@code !Sub
 * x} becomes {@code {"Fn::Sub": "x"}}.
 */
final class SamYaml {

  /** Deeper than any real template; keeps a broken file from overflowing the stack. */
  private static final int MAX_DEPTH = 60;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SamYaml() {}

  static ObjectNode parse(String yaml) {
    try {
      Node root =
          new Compose(LoadSettings.builder().setLabel("template").build())
              .composeString(yaml)
              .orElseThrow(() -> new SamTemplateException("template", "it is empty"));
      if (convert(root, 0) instanceof ObjectNode object) {
        return object;
      }
      throw new SamTemplateException("template", "it must be a mapping with Resources");
    } catch (YamlEngineException e) {
      throw new SamTemplateException("template", "not valid YAML: " + e.getMessage());
    }
  }

  private static JsonNode convert(Node node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new SamTemplateException(line(node), "nested deeper than " + MAX_DEPTH);
    }
    String tag = node.getTag().getValue();
    if (tag.startsWith("!") && tag.length() > 1) {
      return intrinsic(tag.substring(1), untagged(node, depth));
    }
    return plain(node, depth);
  }

  private static JsonNode intrinsic(String name, JsonNode argument) {
    return switch (name) {
      case "Ref" -> JSON.objectNode().set(name, argument);
      case "GetAtt" -> JSON.objectNode().set("Fn::GetAtt", attributePath(argument));
      default -> JSON.objectNode().set("Fn::" + name, argument);
    };
  }

  private static JsonNode attributePath(JsonNode argument) {
    if (!argument.isString()) {
      return argument;
    }
    String[] parts = argument.asString().split("\\.", 2);
    ArrayNode path = JSON.arrayNode();
    List.of(parts).forEach(path::add);
    return path;
  }

  private static JsonNode untagged(Node node, int depth) {
    return node instanceof ScalarNode scalar
        ? JSON.stringNode(scalar.getValue())
        : plain(node, depth);
  }

  private static JsonNode plain(Node node, int depth) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> {
        ArrayNode array = JSON.arrayNode();
        sequence.getValue().forEach(item -> array.add(convert(item, depth + 1)));
        yield array;
      }
      case MappingNode mapping -> {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
          object.set(key(entry.getKeyNode()), convert(entry.getValueNode(), depth + 1));
        }
        yield object;
      }
      case AnchorNode anchor -> convert(anchor.getRealNode(), depth + 1);
      default -> throw new SamTemplateException(line(node), "unknown kind of YAML node");
    };
  }

  private static String key(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new SamTemplateException(line(node), "a key must be a plain word");
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String value = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(value.toLowerCase(Locale.ROOT)));
    }
    if (tag.equals(Tag.INT) && value.matches("-?(0|[1-9][0-9]{0,17})")) {
      return JSON.numberNode(Long.parseLong(value));
    }
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    return JSON.stringNode(value);
  }

  private static String line(Node node) {
    return node.getStartMark()
        .map(mark -> "template line " + (mark.getLine() + 1))
        .orElse("template");
  }
}
