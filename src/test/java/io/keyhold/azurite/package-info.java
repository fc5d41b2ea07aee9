/**
 * Azurite, a blob service that others wrote, as the judge of the catalogue and of the local blob
 * service. With {@code -Dkeyhold.blobs=azurite} every stage of the tests keeps its blobs there; the
 * tests of this package always do. stand-ins.md §1 says what it gets right.
 */
package io.keyhold.azurite;
