/**
 * The policy document: read, checked with every mistake at once, and turned into slots. Whoever
 * wants to know what a document may say reads {@code policies.schema.json} or {@code
 * docs/policies.md}; the reader is at least as strict as the schema.
 */
package io.keyhold.policy;
