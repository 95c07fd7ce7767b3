package dev.sluice.core.memory;

import dev.sluice.core.transactional.MessageTemplate;
import dev.sluice.core.transactional.TemplateId;
import dev.sluice.core.transactional.TemplateStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Message templates in memory. */
public final class InMemoryTemplateStore implements TemplateStore {

  private final Map<TemplateId, MessageTemplate> templates = new ConcurrentHashMap<>();

  @Override
  public void save(MessageTemplate template) {
    templates.put(template.id(), template);
  }

  @Override
  public Optional<MessageTemplate> find(TemplateId id) {
    return Optional.ofNullable(templates.get(id));
  }
}
