/** What an app lacks, in a world in memory. */
package io.keyhold.access;
