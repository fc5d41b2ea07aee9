/** What src/main/packaging does, tried as the launcher runs it. */
package io.keyhold.packaging;
