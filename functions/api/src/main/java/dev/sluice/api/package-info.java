/**
 * The HTTP API: routes for campaigns, subscribers, segments, topics, policy and branding, and their
 * request validation.
 */
@NullMarked
package dev.sluice.api;

import org.jspecify.annotations.NullMarked;
