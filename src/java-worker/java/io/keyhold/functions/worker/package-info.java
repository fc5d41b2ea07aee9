/**
 * The doors once more, as the Java worker of Azure Functions calls them: classes with {@code
 * FunctionName} methods that hand each invocation to the custom handler's door of the same name.
 * Compiled by the Maven profile {@code java-worker} alone. They decide nothing.
 *
 * <p>All of them run as one app, and so under a single identity.
 */
package io.keyhold.functions.worker;
