/** What a team looks like to its subscribers, on the pages behind the links in messages. */
@NullMarked
package dev.sluice.scheduling.branding;

import org.jspecify.annotations.NullMarked;
