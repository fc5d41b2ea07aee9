/** Unlock plans and break-glass kits as texts; that they open real disks is tried end to end. */
package io.keyhold.plan;
