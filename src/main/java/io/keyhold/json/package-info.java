/**
 * The written form of the domain's records: JSON, member by member. Every member is named here and
 * nowhere else, without reflection, so that renaming something in Java cannot change what is
 * written, and what was written seven years ago can still be read.
 *
 * <p>Start with {@link io.keyhold.json.EventJson}.
 */
package io.keyhold.json;
