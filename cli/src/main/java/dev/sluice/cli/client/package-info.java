/** The client of Sluice's HTTP API, with AWS Signature Version 4. */
@NullMarked
package dev.sluice.cli.client;

import org.jspecify.annotations.NullMarked;
