package dev.sluice.lambda;

import software.amazon.awssdk.core.SdkClient;

/** The AWS clients of one process; each is built at its first use and then kept. */
public interface AwsClients {

  /** Returns the client of a service. */
  <C extends SdkClient> C get(AwsClientType<C> type);
}
