/**
 * Looks for the suite's own key material wherever it must not be: in requests to anything but a
 * vault, in handlers' answers, messages and output, and in what a run of tests leaves behind.
 */
package io.keyhold.secrets;
