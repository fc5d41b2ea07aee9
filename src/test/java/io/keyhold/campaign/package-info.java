/**
 * Tests that try to tear a backup apart: every call in turn goes wrong, or the process dies there,
 * or something changes meanwhile; then the rules of design.md must hold all the same. Each campaign
 * prints what it did.
 */
package io.keyhold.campaign;
