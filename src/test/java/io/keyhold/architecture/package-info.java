/** Rules about the code itself, each with its reason. */
package io.keyhold.architecture;
