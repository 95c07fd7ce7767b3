package dev.sluice.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link LocalSite} and the one browser that all of them share. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver {

  private static final Namespace ALL = Namespace.create(BrowserExtension.class);

  private static final String MISSING =
      "no Chromium on the path: install Debian's package chromium (apt-get install chromium)";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (ChromiumLocator.find().isPresent()) {
      return ConditionEvaluationResult.enabled("Chromium is installed");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(MISSING);
    }
    System.err.printf("SKIPPED: %s; %s%n", context.getDisplayName(), MISSING);
    return ConditionEvaluationResult.disabled(MISSING);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalSite.class
        || parameter.getParameter().getType() == BrowserSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(ALL);
    return parameter.getParameter().getType() == LocalSite.class
        ? store.getOrComputeIfAbsent(LocalSite.class, _ -> LocalSite.open(), LocalSite.class)
        : store.getOrComputeIfAbsent(
            BrowserSession.class, _ -> BrowserSession.start(), BrowserSession.class);
  }
}
