package dev.sluice.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function's log: one JSON object a line, so that CloudWatch Logs Insights can query its fields.
 *
 * <p>Fields hold identifiers, counts and causes; never an address, a token or an attribute.
 */
public final class FunctionLog {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Context context;

  /** Creates the log of one invocation. */
  public FunctionLog(Context context) {
    this.context = context;
  }

  /** Writes what happened. */
  public void info(String event, Map<String, ?> fields) {
    write(LogLevel.INFO, event, fields);
  }

  /** Writes what happened and should not last. */
  public void warn(String event, Map<String, ?> fields) {
    write(LogLevel.WARN, event, fields);
  }

  /** Writes what failed; the stack trace is shortened to its class and place. */
  public void error(String event, Map<String, ?> fields, Exception failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    ObjectNode node = node(event, fields);
    node.put("failure", failure.getClass().getName());
    node.put("at", trace.length == 0 ? "unknown" : trace[0].toString());
    context.getLogger().log(node.toString(), LogLevel.ERROR);
  }

  private void write(LogLevel level, String event, Map<String, ?> fields) {
    context.getLogger().log(node(event, fields).toString(), level);
  }

  private static ObjectNode node(String event, Map<String, ?> fields) {
    ObjectNode node = JSON.createObjectNode().put("event", event);
    fields.forEach((name, value) -> node.put(name, String.valueOf(value)));
    return node;
  }
}
