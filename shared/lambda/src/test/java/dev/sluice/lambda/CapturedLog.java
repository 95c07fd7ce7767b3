package dev.sluice.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A function's log as tests see it, and the context of an invocation. */
public final class CapturedLog {

  private CapturedLog() {}

  /** Returns a log that adds each line to {@code lines}, except those that hold metrics. */
  public static FunctionLog to(List<String> lines) {
    return new FunctionLog(
        Map.of(),
        Clock.systemUTC(),
        line -> {
          if (!line.contains("\"_aws\"")) {
            lines.add(line);
          }
        });
  }

  /** Returns the context of an invocation; it answers its request id and function name. */
  public static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getAwsRequestId" -> "request-1";
                  case "getFunctionName" -> "TestFunction";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
