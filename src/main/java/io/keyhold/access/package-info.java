/**
 * What the identity of an app needs, as {@code terraform/apps.json} says, and which of it is
 * missing.
 */
package io.keyhold.access;
