package dev.sluice.lambda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The public id of a stack: a hash of the name of its control table, which CloudFormation makes
 * unique. Responses to links carry it in the header {@value #HEADER}, so that a check can see
 * whether the base URL of links leads to this stack; it reveals no name.
 */
public final class StackId {

  /** The response header. */
  public static final String HEADER = "sluice-stack";

  private static final int BYTES = 8;

  private StackId() {}

  /** Returns the id of a function's stack, from CONTROL_TABLE. */
  public static String of(FunctionContext context) {
    byte[] name = context.requiredVariable("CONTROL_TABLE").getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256(name), 0, BYTES);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
