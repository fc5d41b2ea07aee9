/**
 * A stand-in for the Java worker of Azure Functions, and the package that runs in it. The stand-in
 * follows the worker's source (azure-functions-java-worker 2.17): it loads the package through the
 * worker's own SPI, resolves parameters by their annotations and converts values as the worker
 * does. It knows nothing of the product. What it does not have is gRPC: it speaks the custom
 * handler's form, so that the local Functions host can drive it.
 */
package io.keyhold.javaworker;
