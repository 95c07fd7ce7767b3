package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.transactional.MessageTemplate;
import dev.sluice.scheduling.transactional.TemplateId;
import dev.sluice.scheduling.transactional.TemplateStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Message templates in memory. */
public final class MemoryTemplates implements TemplateStore {

  private final Map<TemplateId, MessageTemplate> templates = new ConcurrentHashMap<>();

  @Override
  public void put(MessageTemplate template) {
    templates.put(template.id(), template);
  }

  @Override
  public Optional<MessageTemplate> read(TemplateId id) {
    return Optional.ofNullable(templates.get(id));
  }
}
