package dev.sluice.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.lang.reflect.Proxy;
import java.util.List;

/** What Lambda hands to a function with an event, as far as functions under test look at it. */
public final class CapturingLambdaContext {

  private CapturingLambdaContext() {}

  /**
   * Returns a context of which only the logger may be used.
   *
   * @param logged to which every line that the function logs is added
   */
  public static Context loggingTo(List<String> logged) {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            logged.add(message);
          }

          @Override
          public void log(byte[] message) {
            log(new String(message, UTF_8));
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              if (method.getReturnType() == LambdaLogger.class) {
                return logger;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
