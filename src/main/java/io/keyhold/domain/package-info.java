/**
 * What Keyhold knows about machines, the keys their disks need, and the rule that decides whether a
 * disk may be copied. Plain Java: no cloud, no framework, no clock, no randomness and no waiting
 * that was not handed in.
 *
 * <p>Start with {@link io.keyhold.domain.Gate}; everything else feeds it or records what it
 * decided.
 */
package io.keyhold.domain;
