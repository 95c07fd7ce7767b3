package dev.sluice.local.emulator;

import dev.sluice.local.data.PrivateFiles;
import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.ResolvedStack.SecretSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An emulator of the Secrets Manager operations that link keys need: CreateSecret, DescribeSecret,
 * GetSecretValue, PutSecretValue and UpdateSecretVersionStage, with the stages AWSCURRENT,
 * AWSPREVIOUS and AWSPENDING.
 *
 * <p>Kept as {@code {name: {versionId: {value, stages}}}} in a file, if there is one.
 */
public final class SecretsManagerEmulator implements LocalHttpService {

  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";

  private final Optional<Path> file;
  private final SecureRandom random = new SecureRandom();
  private final ObjectNode secrets;

  private SecretsManagerEmulator(Optional<Path> file, ObjectNode secrets) {
    this.file = file;
    this.secrets = secrets;
  }

  /** Returns a store in memory only. */
  public static SecretsManagerEmulator inMemory() {
    return new SecretsManagerEmulator(Optional.empty(), JsonMapper.shared().createObjectNode());
  }

  /** Returns the store kept in {@code file}, which is created with the first secret. */
  public static SecretsManagerEmulator inFile(Path file) {
    try {
      ObjectNode kept =
          Files.exists(file)
              ? (ObjectNode) JsonMapper.shared().readTree(Files.readString(file))
              : JsonMapper.shared().createObjectNode();
      return new SecretsManagerEmulator(Optional.of(file), kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Generates a value for a secret that has none yet. */
  public synchronized void create(SecretSpec secret) {
    if (!secrets.has(secret.name())) {
      String value = secret.value().or(() -> secret.generate().map(this::generate)).orElse("");
      put(secret.name(), UUID.randomUUID().toString(), value, CURRENT);
    }
  }

  /** Returns the current value of a secret, empty if there is none. */
  public synchronized String current(String name) {
    return secrets
        .path(name)
        .valueStream()
        .filter(version -> hasStage(version, CURRENT))
        .map(version -> version.path("value").asString(""))
        .findFirst()
        .orElse("");
  }

  /** Returns the ARN of a secret on this machine. */
  public static String arn(String name) {
    return "arn:aws:secretsmanager:%s:%s:secret:%s"
        .formatted(PhysicalNames.LOCAL_REGION, PhysicalNames.LOCAL_ACCOUNT, name);
  }

  @Override
  public synchronized LocalHttpResponse handle(LocalHttpRequest request) {
    JsonNode call = JsonMapper.shared().readTree(request.body());
    if (request.operation().orElse("").equals("CreateSecret")) {
      return createSecret(call);
    }
    String id = call.path("SecretId").asString("");
    String name = id.substring(id.lastIndexOf(':') + 1);
    if (!secrets.has(name)) {
      return error(
          400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    return switch (request.operation().orElse("")) {
      case "GetSecretValue" -> get(name, call);
      case "DescribeSecret" -> LocalHttpResponse.json(200, identity(name).toString());
      case "PutSecretValue" -> put(name, call);
      case "UpdateSecretVersionStage" -> moveStage(name, call);
      default -> error(400, "UnknownOperationException", "This operation is not supported here.");
    };
  }

  private LocalHttpResponse get(String name, JsonNode call) {
    String wantedId = call.path("VersionId").asString("");
    String stage = call.path("VersionStage").asString(wantedId.isEmpty() ? CURRENT : "");
    for (var version : secrets.path(name).properties()) {
      boolean idFits = wantedId.isEmpty() || wantedId.equals(version.getKey());
      boolean stageFits = stage.isEmpty() || hasStage(version.getValue(), stage);
      if (idFits && stageFits) {
        return LocalHttpResponse.json(200, describe(name, version.getKey(), version.getValue()));
      }
    }
    return error(
        400,
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret value for staging label: " + stage);
  }

  private LocalHttpResponse createSecret(JsonNode call) {
    String name = call.path("Name").asString("");
    if (secrets.has(name)) {
      return error(400, "ResourceExistsException", "A secret with this name already exists.");
    }
    put(name, UUID.randomUUID().toString(), call.path("SecretString").asString(""), CURRENT);
    return LocalHttpResponse.json(200, identity(name).toString());
  }

  private static ObjectNode identity(String name) {
    return JsonMapper.shared().createObjectNode().put("ARN", arn(name)).put("Name", name);
  }

  private static String describe(String name, String id, JsonNode version) {
    ObjectNode answer =
        identity(name).put("VersionId", id).put("SecretString", version.path("value").asString(""));
    answer.set("VersionStages", version.path("stages"));
    return answer.toString();
  }

  private LocalHttpResponse put(String name, JsonNode call) {
    String id = call.path("ClientRequestToken").asString(UUID.randomUUID().toString());
    String stage = call.path("VersionStages").path(0).asString(CURRENT);
    put(name, id, call.path("SecretString").asString(""), stage);
    return LocalHttpResponse.json(200, describe(name, id, secrets.path(name).path(id)));
  }

  private LocalHttpResponse moveStage(String name, JsonNode call) {
    String target = call.path("MoveToVersionId").asString("");
    if (!secrets.path(name).has(target)) {
      return error(400, "ResourceNotFoundException", "There is no such version.");
    }
    moveStageTo(name, target, call.path("VersionStage").asString(CURRENT));
    save();
    return LocalHttpResponse.json(200, identity(name).toString());
  }

  private void put(String name, String id, String value, String stage) {
    ObjectNode versions = secrets.withObjectProperty(name);
    versions.putObject(id).put("value", value).putArray("stages");
    moveStageTo(name, id, stage);
    save();
  }

  /** Moves a stage to a version; the version that loses AWSCURRENT becomes AWSPREVIOUS. */
  private void moveStageTo(String name, String id, String stage) {
    for (var version : secrets.path(name).properties()) {
      boolean had = removeStage(version.getValue(), stage);
      if (had && stage.equals(CURRENT) && !version.getKey().equals(id)) {
        secrets.path(name).forEach(other -> removeStage(other, PREVIOUS));
        version.getValue().withArrayProperty("stages").add(PREVIOUS);
      }
    }
    secrets.path(name).path(id).withArrayProperty("stages").add(stage);
  }

  private static boolean removeStage(JsonNode version, String stage) {
    var stages = version.withArrayProperty("stages");
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).asString().equals(stage)) {
        stages.remove(i);
        return true;
      }
    }
    return false;
  }

  private static boolean hasStage(JsonNode version, String stage) {
    return version.path("stages").valueStream().anyMatch(s -> s.asString().equals(stage));
  }

  private String generate(SecretSpec.GeneratedValue generate) {
    String alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
            + (generate.punctuation() ? "!#$%&()*+,-./:;<=>?@[]^_{|}~" : "");
    int[] allowed = alphabet.chars().filter(c -> generate.excluded().indexOf(c) < 0).toArray();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < generate.length(); i++) {
      password.append((char) allowed[random.nextInt(allowed.length)]);
    }
    if (generate.key().isEmpty()) {
      return password.toString();
    }
    String around = generate.template().orElse("{}");
    ObjectNode object = (ObjectNode) JsonMapper.shared().readTree(around);
    return object.put(generate.key().get(), password.toString()).toString();
  }

  private void save() {
    file.ifPresent(path -> {
      try {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Files.write(
            PrivateFiles.createFile(next), secrets.toString().getBytes(StandardCharsets.UTF_8));
        Path unused =
            Files.move(
                next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private static LocalHttpResponse error(int status, String type, String message) {
    String body =
        JsonMapper.shared()
            .createObjectNode()
            .put("__type", type)
            .put("message", message)
            .toString();
    return LocalHttpResponse.json(status, body);
  }
}
