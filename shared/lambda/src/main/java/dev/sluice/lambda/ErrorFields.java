package dev.sluice.lambda;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a failure in a log line: {@code error} with class, frames and causes, and {@code
 * aws} with the answer of the service, if one answered.
 *
 * <p>Messages are left out, since those of services and parsers quote addresses and values.
 */
final class ErrorFields {

  private static final int MAX_CAUSES = 5;
  private static final int MAX_FRAMES = 8;
  private static final String OWN_CODE = "dev.sluice.";

  private ErrorFields() {}

  static void write(ObjectNode line, Throwable failure) {
    List<Throwable> chain = chain(failure);
    ObjectNode error = describe(line.putObject("error"), failure);
    if (chain.size() > 1) {
      ArrayNode causes = error.putArray("causes");
      chain.stream().skip(1).forEach(cause -> describe(causes.addObject(), cause));
    }
    AwsFailure.find(failure).ifPresent(answer -> describeAnswer(line.putObject("aws"), answer));
  }

  /** Returns a failure and its causes, bounded. */
  static List<Throwable> chain(Throwable failure) {
    return Stream.iterate(Optional.of(failure), Optional::isPresent, ErrorFields::cause)
        .limit(MAX_CAUSES + 1L)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Throwable> cause(Optional<Throwable> failure) {
    return failure.map(Throwable::getCause);
  }

  private static ObjectNode describe(ObjectNode error, Throwable failure) {
    error.put("type", failure.getClass().getName());
    ArrayNode frames = error.putArray("frames");
    StackTraceElement[] trace = failure.getStackTrace();
    Arrays.stream(trace)
        .filter(frame -> frame.getClassName().startsWith(OWN_CODE))
        .limit(MAX_FRAMES)
        .forEach(frame -> frames.add(text(frame)));
    if (frames.isEmpty() && trace.length > 0) {
      frames.add(text(trace[0]));
    }
    return error;
  }

  /** Without the class loader and module names that {@code toString} adds. */
  private static String text(StackTraceElement frame) {
    return "%s.%s:%d".formatted(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
  }

  private static void describeAnswer(ObjectNode aws, AwsFailure answer) {
    aws.put("statusCode", answer.statusCode());
    answer.requestId().ifPresent(id -> aws.put("requestId", id));
    answer.service().ifPresent(service -> aws.put("service", service));
    answer.errorCode().ifPresent(code -> aws.put("errorCode", code));
  }
}
