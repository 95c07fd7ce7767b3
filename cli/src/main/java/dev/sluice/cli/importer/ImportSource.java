package dev.sluice.cli.importer;

import dev.sluice.core.support.Violation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a file comes from, as the operator states it.
 *
 * @param product the product that exported it; empty for a file with the headings of an import
 * @param status where all subscribers of the file stand, if it is of one status
 * @param topic the topic that the file is of, if it is of one
 */
public record ImportSource(
    Optional<ProductExport> product, Optional<MarketingStatus> status, Optional<String> topic) {

  /** A file with the headings of an import. */
  public static final ImportSource PLAIN =
      new ImportSource(Optional.empty(), Optional.empty(), Optional.empty());

  /** Characters of a derived identifier: 80 bits, in which no two addresses meet. */
  private static final int ID_CHARACTERS = 20;

  ColumnMapping mapping(List<String> header, ColumnMapping operator) {
    return product.map(from -> from.mapping(header, operator)).orElse(operator);
  }

  List<String> unusedColumns(List<String> header, ColumnMapping operator) {
    return product.map(from -> from.unused(header, operator)).orElse(List.of());
  }

  Optional<ImportColumn> statusColumn(String heading) {
    return product
        .flatMap(from -> from.status(heading))
        .map(meaning -> new ImportColumn.StatusColumn(heading, meaning, topic));
  }

  /** Returns whether a subscriber without an identifier gets one that follows from the address. */
  boolean derivesIds() {
    return product.isPresent();
  }

  /** Returns what is wrong with a file in which no column says where its subscribers stand. */
  Optional<Violation> missingStatus() {
    return product.isPresent() && status.isEmpty()
        ? Optional.of(
            new Violation(
                "--status",
                "absent",
                "no column says whether these people unsubscribed: give the status of the file"))
        : Optional.empty();
  }

  /** Adds what no column holds. */
  void complete(ObjectNode subscriber) {
    status.ifPresent(all -> all.putInto(subscriber, topic));
    if (derivesIds() && !subscriber.has("id")) {
      subscriber.put("id", derivedId(subscriber.path("address").asString("")));
    }
  }

  private String derivedId(String address) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      String prefix = product.map(from -> from.name().toLowerCase(Locale.ROOT)).orElse("import");
      return prefix + "-" + HexFormat.of().formatHex(hash).substring(0, ID_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
