/** What template.yaml declares, read into what a local run needs. */
@NullMarked
package dev.sluice.local.template;

import org.jspecify.annotations.NullMarked;
