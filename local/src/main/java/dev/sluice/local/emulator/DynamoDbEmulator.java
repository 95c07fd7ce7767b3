package dev.sluice.local.emulator;

import dev.sluice.local.data.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * An emulator of DynamoDB: DynamoDB Local in this process.
 *
 * @param client the client for it
 * @param endpoint where other processes reach it, if it is served
 * @param shutdown stops it
 */
public record DynamoDbEmulator(DynamoDbClient client, Optional<URI> endpoint, Runnable shutdown)
    implements AutoCloseable {

  /** The file name of DynamoDB Local's server, so that both kinds of store find the same data. */
  private static final String FILE = "shared-local-instance.db";

  /**
   * Starts a store for this process only.
   *
   * @param directory where to keep the data, in memory if empty
   */
  public static DynamoDbEmulator inProcess(Optional<Path> directory) {
    AmazonDynamoDBLocal local =
        directory
            .map(DynamoDbEmulator::existing)
            .map(path -> DynamoDBEmbedded.create(path.resolve(FILE).toFile(), true))
            .orElseGet(() -> DynamoDBEmbedded.create(true));
    return new DynamoDbEmulator(local.dynamoDbClient(), Optional.empty(), local::shutdownNow);
  }

  /**
   * Starts a store that other processes can reach, too.
   *
   * <p>DynamoDB Local listens on all interfaces; it has no setting for that.
   *
   * @param directory where to keep the data, in memory if empty
   * @param port the port, 0 for any free one
   */
  public static DynamoDbEmulator listening(Optional<Path> directory, int port) {
    int chosen = port == 0 ? freePort() : port;
    List<String> arguments = new ArrayList<>(List.of("-sharedDb", "-port", "" + chosen));
    directory
        .map(DynamoDbEmulator::existing)
        .ifPresentOrElse(
            path -> arguments.addAll(List.of("-dbPath", path.toString())),
            () -> arguments.add("-inMemory"));
    try {
      DynamoDBProxyServer server =
          ServerRunner.createServerFromCommandLineArgs(arguments.toArray(String[]::new));
      server.start();
      URI endpoint = URI.create("http://127.0.0.1:" + chosen);
      return new DynamoDbEmulator(
          EmulatorClients.dynamoDb(EmulatorClients.Target.at(endpoint)),
          Optional.of(endpoint),
          () -> stop(server));
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start on port " + chosen, e);
    }
  }

  @Override
  public void close() {
    shutdown.run();
  }

  private static void stop(DynamoDBProxyServer server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    }
  }

  private static Path existing(Path directory) {
    try {
      Path unused = PrivateFiles.createFile(directory.resolve(FILE));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
