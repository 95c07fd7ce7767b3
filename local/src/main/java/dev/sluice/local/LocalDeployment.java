package dev.sluice.local;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.lambda.AwsFailure;
import dev.sluice.local.LocalRunBuilder.LocalRunSettings;
import dev.sluice.local.emulator.EmulatorClients;
import dev.sluice.local.emulator.QueueCreator;
import dev.sluice.local.emulator.SecretsManagerEmulator;
import dev.sluice.local.emulator.SqsEmulator;
import dev.sluice.local.emulator.TableCreator;
import dev.sluice.local.functions.FunctionRuntime.KnownQueue;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.ResolvedStack;
import dev.sluice.local.template.ResolvedStack.SecretSpec;
import dev.sluice.local.template.SamTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AlreadyExistsException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/**
 * A template whose tables, queues and secrets have been created.
 *
 * @param stack the stack under its real names
 * @param queues its queues with their URLs
 * @param names its names
 */
record LocalDeployment(ResolvedStack stack, List<KnownQueue> queues, PhysicalNames names) {

  /** Creates missing tables, queues and secrets; existing ones stay as they are. */
  static LocalDeployment deploy(
      SamTemplate template, PhysicalNames names, Emulators emulators, LocalRunSettings settings) {
    ResolvedStack planned = template.resolve(names);
    EmulatorClients clients = emulators.clients();
    TableCreator.create(clients.dynamoDb(), planned.tables(), Emulators.isRealTime(settings));
    Map<String, String> known =
        new LinkedHashMap<>(QueueCreator.create(clients.sqs(), planned.queues()));
    known.putAll(secrets(planned, emulators, settings));
    if (settings.external().find(ServiceEndpoints.Service.SESV2).isPresent()) {
      createSendingResources(clients.ses(), planned);
    }
    PhysicalNames real = new PhysicalNames(names.account(), names.region(), names.apiUrl(), known);
    ResolvedStack stack = template.resolve(real);
    QueueCreator.setRedrivePolicies(clients.sqs(), stack.queues(), known);
    emulators.queues().ifPresent(SqsEmulator::restore);
    List<KnownQueue> queues =
        stack.queues().stream()
            .map(queue -> new KnownQueue(queue, known.getOrDefault(queue.logicalId(), "")))
            .toList();
    return new LocalDeployment(stack, queues, real);
  }

  private static Map<String, String> secrets(
      ResolvedStack stack, Emulators emulators, LocalRunSettings settings) {
    boolean external =
        settings.external().find(ServiceEndpoints.Service.SECRETS_MANAGER).isPresent();
    Map<String, String> arns = new LinkedHashMap<>();
    for (SecretSpec secret : stack.secrets()) {
      emulators.secrets().create(secret);
      arns.put(
          secret.logicalId(),
          external
              ? createExternalSecret(
                  emulators.clients().secretsManager(), secret, emulators.secrets())
              : SecretsManagerEmulator.arn(secret.name()));
    }
    return arns;
  }

  private static String createExternalSecret(
      SecretsManagerClient client, SecretSpec secret, SecretsManagerEmulator generated) {
    try {
      return client
          .createSecret(r -> r.name(secret.name()).secretString(generated.current(secret.name())))
          .arn();
    } catch (ResourceExistsException e) {
      return client.describeSecret(r -> r.secretId(secret.name())).arn();
    }
  }

  /**
   * Creates the sender and the configuration sets, which external emulators require before a send.
   */
  private static void createSendingResources(SesV2Client client, ResolvedStack stack) {
    for (String parameter : List.of("SenderIdentity", "SenderAddress")) {
      String identity = stack.parameters().getOrDefault(parameter, "");
      if (!identity.isEmpty()) {
        ifMissing(
            "CreateEmailIdentity of " + identity,
            () -> client.createEmailIdentity(r -> r.emailIdentity(identity)));
      }
    }
    stack
        .configurationSets()
        .forEach(set ->
            ifMissing(
                "CreateConfigurationSet of " + set,
                () -> client.createConfigurationSet(r -> r.configurationSetName(set))));
  }

  private static void ifMissing(String call, Runnable creation) {
    try {
      creation.run();
    } catch (AlreadyExistsException e) {
      // It exists already.
    } catch (SesV2Exception refused) {
      throw InvalidInputException.of(
          ServiceEndpoints.Service.SESV2.variable(),
          call,
          AwsFailure.of(refused).describe()
              + ": create it there and start again, or leave the variable out to use the local"
              + " SES");
    } catch (SdkClientException unanswered) {
      throw InvalidInputException.of(
          ServiceEndpoints.Service.SESV2.variable(),
          call,
          "the endpoint does not answer: start it, or leave the variable out to use the local SES");
    }
  }
}
