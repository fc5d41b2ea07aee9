/**
 * What every provider of the resource manager has in common: long operations, looking things up.
 */
package io.keyhold.azure.arm;
