/** What Lambda hands to a function, and what it takes back: batches of messages, log lines. */
@NullMarked
package dev.sluice.aws.lambda;

import org.jspecify.annotations.NullMarked;
