/** What is said of what happens, and that nothing else is. */
package io.keyhold.heard;
