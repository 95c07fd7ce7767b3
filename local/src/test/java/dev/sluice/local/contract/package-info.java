/** What every stand-in for AWS must do, whoever wrote it. */
@NullMarked
package dev.sluice.local.contract;

import org.jspecify.annotations.NullMarked;
