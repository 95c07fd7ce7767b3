package dev.sluice.dynamodb.campaign;

import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encodes counts as a map of a few bytes: {@code s} sent, {@code u} unconfirmed, {@code w} waiting,
 * {@code d} dropped by code; what is zero is left out.
 */
final class CountsItemCodec {

  private static final String SENT = "s";
  private static final String UNCONFIRMED = "u";
  private static final String WAITING = "w";
  private static final String DROPPED = "d";

  private CountsItemCodec() {}

  static AttributeValue encode(SendCounts counts) {
    Map<String, AttributeValue> map = new HashMap<>();
    put(map, SENT, counts.sent());
    put(map, UNCONFIRMED, counts.unconfirmed());
    put(map, WAITING, counts.waiting());
    Map<String, AttributeValue> dropped = new HashMap<>();
    counts.dropped().forEach((code, count) -> put(dropped, code.name(), count));
    if (!dropped.isEmpty()) {
      map.put(DROPPED, AttributeValue.fromM(dropped));
    }
    return AttributeValue.fromM(map);
  }

  static SendCounts decode(AttributeValue value) {
    Item map = new Item(value.m());
    Map<DropCode, Long> dropped = new EnumMap<>(DropCode.class);
    map.find(DROPPED)
        .ifPresent(codes ->
            codes
                .m()
                .forEach((code, count) ->
                    dropped.put(DropCode.valueOf(code), Long.parseLong(count.n()))));
    return new SendCounts(
        number(map, SENT), number(map, UNCONFIRMED), number(map, WAITING), dropped);
  }

  private static void put(Map<String, AttributeValue> map, String name, long value) {
    if (value != 0) {
      map.put(name, ItemBuilder.number(value));
    }
  }

  private static long number(Item map, String name) {
    return map.optionalNumber(name).orElse(0L);
  }
}
