/** The contract suites of the stores, run on the tables of template.yaml, and what they consume. */
@NullMarked
package dev.sluice.store;

import org.jspecify.annotations.NullMarked;
