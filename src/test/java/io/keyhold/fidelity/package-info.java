/**
 * Holds the local Azure to what the real one answered: each recorded exchange, the whole recorded
 * sessions, and the swagger that was derived from Microsoft's own clients. What passes and what
 * differs, with its reason, is in docs/fidelity.md.
 */
package io.keyhold.fidelity;
