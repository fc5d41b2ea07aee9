/** Resource groups: their locks, and what the caller may do in them. */
package io.keyhold.azure.groups;
