package dev.sluice.cli.importer;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.support.Sha256;
import dev.sluice.core.support.Violation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a file comes from and what its columns are, as the operator states it.
 *
 * @param operatorMapping the columns that the operator maps or ignores
 * @param product the product that exported it; empty for a file with the headings of an import
 * @param status where all subscribers of the file stand, if it is of one status
 * @param topic the topic that the file is of, if it is of one
 */
public record ImportSource(
    ColumnMapping operatorMapping,
    Optional<ProductExport> product,
    Optional<MarketingStatus> status,
    Optional<String> topic) {

  /** Characters of a derived identifier: 80 bits, in which no two addresses meet. */
  private static final int ID_CHARACTERS = 20;

  ColumnMapping mapping(List<String> header) {
    return product.map(from -> from.mapping(header, operatorMapping)).orElse(operatorMapping);
  }

  List<String> unusedColumns(List<String> header) {
    return product.map(from -> from.unused(header, operatorMapping)).orElse(List.of());
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

  /** Derives the identifier from the inbox, so that every spelling of an address has one. */
  private String derivedId(String address) {
    String hash = Sha256.hex(Inbox.of(new EmailAddress(address)).value());
    return product.map(ProductExport::toString).orElse("import")
        + "-"
        + hash.substring(0, ID_CHARACTERS);
  }
}
