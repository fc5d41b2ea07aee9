/**
 * Being heard: what was recorded is also said, in one place, so that no use case can forget it and
 * nothing is said that is not so. What is said follows from the events that were appended and from
 * nothing else.
 */
package io.keyhold.heard;
