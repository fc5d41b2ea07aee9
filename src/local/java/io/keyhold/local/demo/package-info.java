/** {@code ./keyhold demo}: the first minute, told and checked. */
package io.keyhold.local.demo;
