/** What is allowed when: topics, cadences, frequency caps and quiet hours. */
@NullMarked
package dev.sluice.scheduling.policy;

import org.jspecify.annotations.NullMarked;
