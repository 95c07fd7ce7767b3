package dev.sluice.core.transactional;

import java.util.Optional;

/** The store of message templates. */
public interface TemplateStore {

  /** Creates or replaces a template. */
  void save(MessageTemplate template);

  /** Returns a template as last written. */
  Optional<MessageTemplate> find(TemplateId id);
}
