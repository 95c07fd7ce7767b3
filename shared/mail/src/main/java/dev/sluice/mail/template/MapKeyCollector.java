package dev.sluice.mail.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The template engine's lookup of names, reduced to keys of maps.
 *
 * <p>The engine's default collector would also find methods and fields by reflection, and would
 * accept {@code entrySet} as a name.
 */
final class MapKeyCollector implements Mustache.Collector {

  @Override
  public @Nullable Iterator<?> toIterator(Object value) {
    return value instanceof Iterable<?> elements ? elements.iterator() : null;
  }

  @Override
  public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
    return context instanceof Map<?, ?> ? MapKeyCollector::fetch : null;
  }

  @Override
  public <K, V> Map<K, V> createFetcherCache() {
    return new ConcurrentHashMap<>();
  }

  private static Object fetch(Object context, String name) {
    Map<?, ?> map = (Map<?, ?>) context;
    Object value = map.get(name);
    return value == null ? Template.NO_FETCHER_FOUND : value;
  }
}
