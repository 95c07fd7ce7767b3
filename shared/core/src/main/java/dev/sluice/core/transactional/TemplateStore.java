package dev.sluice.core.transactional;

import java.util.Optional;

/** Where message templates are kept. */
public interface TemplateStore {

  /** Stores a template, in place of the one of its identifier if there is one. */
  void save(MessageTemplate template);

  /** Returns a template as last written. */
  Optional<MessageTemplate> find(TemplateId id);
}
