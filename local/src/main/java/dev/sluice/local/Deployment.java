package dev.sluice.local;

import dev.sluice.local.functions.FunctionRuntime.KnownQueue;
import dev.sluice.local.stores.Clients;
import dev.sluice.local.stores.QueueStore;
import dev.sluice.local.stores.Queues;
import dev.sluice.local.stores.SecretStore;
import dev.sluice.local.stores.Tables;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.SecretSpec;
import dev.sluice.local.template.Stack;
import dev.sluice.local.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AlreadyExistsException;

/**
 * A template whose tables, queues and secrets exist.
 *
 * @param stack the stack under its real names
 * @param queues its queues with their URLs
 * @param names its names
 */
record Deployment(Stack stack, List<KnownQueue> queues, PhysicalNames names) {

  /** Makes what is missing; existing tables, queues and secrets stay as they are. */
  static Deployment make(
      Template template, PhysicalNames names, Emulators emulators, RunSettings settings) {
    Stack planned = template.resolve(names);
    Clients clients = emulators.clients();
    Tables.create(clients.dynamoDb(), planned.tables(), Emulators.isRealTime(settings));
    Map<String, String> known = new LinkedHashMap<>(Queues.create(clients.sqs(), planned.queues()));
    known.putAll(secrets(planned, emulators, settings));
    if (settings.external().of(Endpoints.Service.SESV2).isPresent()) {
      prepareSending(clients.ses(), planned);
    }
    PhysicalNames real = new PhysicalNames(names.account(), names.region(), names.apiUrl(), known);
    Stack stack = template.resolve(real);
    Queues.redrive(clients.sqs(), stack.queues(), known);
    emulators.queues().ifPresent(QueueStore::restore);
    List<KnownQueue> queues =
        stack.queues().stream()
            .map(queue -> new KnownQueue(queue, known.getOrDefault(queue.logicalId(), "")))
            .toList();
    return new Deployment(stack, queues, real);
  }

  private static Map<String, String> secrets(
      Stack stack, Emulators emulators, RunSettings settings) {
    boolean external = settings.external().of(Endpoints.Service.SECRETS_MANAGER).isPresent();
    Map<String, String> arns = new LinkedHashMap<>();
    for (SecretSpec secret : stack.secrets()) {
      emulators.secrets().create(secret);
      arns.put(
          secret.logicalId(),
          external
              ? external(emulators.clients().secrets(), secret, emulators.secrets())
              : SecretStore.arn(secret.name()));
    }
    return arns;
  }

  private static String external(
      SecretsManagerClient client, SecretSpec secret, SecretStore generated) {
    try {
      return client
          .createSecret(r -> r.name(secret.name()).secretString(generated.current(secret.name())))
          .arn();
    } catch (ResourceExistsException e) {
      return client.describeSecret(r -> r.secretId(secret.name())).arn();
    }
  }

  /** Emulators other than ours want to know the sender and the configuration sets first. */
  private static void prepareSending(SesV2Client client, Stack stack) {
    for (String parameter : List.of("SenderIdentity", "SenderAddress")) {
      String identity = stack.parameters().getOrDefault(parameter, "");
      if (!identity.isEmpty()) {
        ifMissing(() -> client.createEmailIdentity(r -> r.emailIdentity(identity)));
      }
    }
    stack
        .configurationSets()
        .forEach(set ->
            ifMissing(() -> client.createConfigurationSet(r -> r.configurationSetName(set))));
  }

  private static void ifMissing(Runnable creation) {
    try {
      creation.run();
    } catch (AlreadyExistsException e) {
      // It is there: that is all that was asked for.
    }
  }
}
