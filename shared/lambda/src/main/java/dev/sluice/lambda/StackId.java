package dev.sluice.lambda;

import dev.sluice.core.support.Sha256;

/**
 * The public id of a stack: a hash of the name of its control table, which CloudFormation makes
 * unique. Responses to links carry it in the header {@value #HEADER}, so that a check can see
 * whether the base URL of links leads to this stack; it reveals no name.
 */
public final class StackId {

  /** The response header. */
  public static final String HEADER = "sluice-stack";

  private static final int HEX_DIGITS = 16;

  private StackId() {}

  /** Returns the id of a function's stack, from CONTROL_TABLE. */
  public static String of(FunctionContext context) {
    return Sha256.hex(context.requiredVariable("CONTROL_TABLE")).substring(0, HEX_DIGITS);
  }
}
