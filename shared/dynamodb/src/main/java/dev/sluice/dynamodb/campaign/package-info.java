/**
 * Campaigns in the control table, with the topics, segments, policies, branding, marketing hold and
 * event counts that belong to them.
 */
@NullMarked
package dev.sluice.dynamodb.campaign;

import org.jspecify.annotations.NullMarked;
