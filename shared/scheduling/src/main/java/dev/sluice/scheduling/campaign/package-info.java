/** What is to be sent: campaigns, their variants, priorities and life cycle. */
@NullMarked
package dev.sluice.scheduling.campaign;

import org.jspecify.annotations.NullMarked;
