/**
 * The doors: functions as the Functions host calls them (custom handler, one POST per invocation).
 * They read the host's envelope, call a use case and write the answer; they decide nothing.
 */
package io.keyhold.functions;
