package dev.sluice.local.functions;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.SamTemplateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A function with its instances: as on Lambda, an instance is kept and used again, and never by two
 * invocations at once.
 */
final class HostedFunction {

  private final FunctionSpec spec;
  private final FunctionContext context;
  private final ConcurrentLinkedDeque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger running = new AtomicInteger();

  HostedFunction(FunctionSpec spec, FunctionContext context) {
    this.spec = spec;
    this.context = context;
  }

  FunctionSpec spec() {
    return spec;
  }

  byte[] invoke(byte[] event) {
    int limit = spec.reservedConcurrency().orElse(Integer.MAX_VALUE);
    if (running.incrementAndGet() > limit) {
      running.decrementAndGet();
      throw FunctionInvocationException.throttledAt(spec.logicalId(), limit);
    }
    try {
      return run(event);
    } finally {
      running.decrementAndGet();
    }
  }

  private byte[] run(byte[] event) {
    @Nullable RequestStreamHandler kept = idle.pollFirst();
    RequestStreamHandler handler = kept == null ? instantiate() : kept;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event),
          output,
          new LocalLambdaContext(
              spec, UUID.randomUUID().toString(), context.clock().instant(), context.clock()));
    } catch (IOException | RuntimeException e) {
      throw FunctionInvocationException.causedBy(spec.logicalId(), e);
    } finally {
      idle.addFirst(handler);
    }
    return output.toByteArray();
  }

  private RequestStreamHandler instantiate() {
    try {
      Object handler =
          Class.forName(spec.handlerClass())
              .getConstructor(FunctionContext.class)
              .newInstance(context);
      if (handler instanceof RequestStreamHandler stream) {
        return stream;
      }
      throw unusable("it must be a RequestStreamHandler");
    } catch (InvocationTargetException e) {
      throw FunctionInvocationException.causedBy(
          spec.logicalId(), e.getCause() == null ? e : e.getCause());
    } catch (ClassNotFoundException e) {
      throw unusable("there is no class " + spec.handlerClass());
    } catch (ReflectiveOperationException e) {
      throw unusable("it needs a public constructor that takes a FunctionContext");
    }
  }

  private SamTemplateException unusable(String why) {
    return new SamTemplateException(
        spec.logicalId() + ".Handler", "'" + spec.handler() + "' cannot be used: " + why);
  }

  /** The Lambda context of one invocation. */
  record LocalLambdaContext(
      FunctionSpec function, String requestId, Instant started, InstantSource clock)
      implements Context {

    private static final System.Logger LOG = System.getLogger(LocalLambdaContext.class.getName());

    @Override
    public String getAwsRequestId() {
      return requestId;
    }

    @Override
    public String getLogGroupName() {
      return "/aws/lambda/" + function.logicalId();
    }

    @Override
    public String getLogStreamName() {
      return "local";
    }

    @Override
    public String getFunctionName() {
      return function.logicalId();
    }

    @Override
    public String getFunctionVersion() {
      return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:us-east-1:000000000000:function:" + function.logicalId();
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
      return null;
    }

    /** Counts down in the run's time. */
    @Override
    public int getRemainingTimeInMillis() {
      Duration used = Duration.between(started, clock.instant());
      return Math.toIntExact(Math.max(0, function.timeout().minus(used).toMillis()));
    }

    @Override
    public int getMemoryLimitInMB() {
      return function.memoryMegabytes();
    }

    @Override
    public LambdaLogger getLogger() {
      return new LambdaLogger() {
        @Override
        public void log(String message) {
          LOG.log(System.Logger.Level.INFO, message);
        }

        @Override
        public void log(byte[] message) {
          log(new String(message, StandardCharsets.UTF_8));
        }
      };
    }
  }
}
