package dev.sluice.local.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.TemplateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
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
  private final Wiring wiring;
  private final ConcurrentLinkedDeque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger running = new AtomicInteger();

  HostedFunction(FunctionSpec spec, Wiring wiring) {
    this.spec = spec;
    this.wiring = wiring;
  }

  FunctionSpec spec() {
    return spec;
  }

  byte[] invoke(byte[] event) {
    int limit = spec.concurrency().orElse(Integer.MAX_VALUE);
    if (running.incrementAndGet() > limit) {
      running.decrementAndGet();
      throw FunctionFailure.throttled(spec.logicalId(), limit);
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
          new InvocationContext(
              spec, UUID.randomUUID().toString(), wiring.clock().instant(), wiring.clock()));
    } catch (IOException | RuntimeException e) {
      throw FunctionFailure.thrown(spec.logicalId(), e);
    } finally {
      idle.addFirst(handler);
    }
    return output.toByteArray();
  }

  private RequestStreamHandler instantiate() {
    try {
      Object handler =
          Class.forName(spec.handlerClass()).getConstructor(Wiring.class).newInstance(wiring);
      if (handler instanceof RequestStreamHandler stream) {
        return stream;
      }
      throw unusable("it must be a RequestStreamHandler");
    } catch (InvocationTargetException e) {
      throw FunctionFailure.thrown(spec.logicalId(), e.getCause() == null ? e : e.getCause());
    } catch (ClassNotFoundException e) {
      throw unusable("there is no class " + spec.handlerClass());
    } catch (ReflectiveOperationException e) {
      throw unusable("it needs a public constructor that takes a Wiring");
    }
  }

  private TemplateException unusable(String why) {
    return new TemplateException(
        spec.logicalId() + ".Handler", "'" + spec.handler() + "' cannot be used: " + why);
  }
}
