package dev.sluice.mail.link;

import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;

/** A key that counts how often a cipher or a signature begins with it. */
record CountingKey(SecretKey key, AtomicInteger uses) implements SecretKey {

  private static final long serialVersionUID = 1L;

  @Override
  public String getAlgorithm() {
    return key.getAlgorithm();
  }

  @Override
  public String getFormat() {
    return key.getFormat();
  }

  @Override
  public byte[] getEncoded() {
    uses.incrementAndGet();
    return key.getEncoded();
  }
}
