/**
 * A local Functions host for custom handlers: it runs an unpacked function app by its host.json and
 * function.json alone.
 *
 * <p>{@link io.keyhold.local.functions.FunctionsHost} runs one app, {@link
 * io.keyhold.local.functions.FunctionApps} several behind one port, {@link
 * io.keyhold.local.functions.LocalCommand} is {@code ./keyhold local}. The rules are those of the
 * source of azure-functions-host 4.1037, azure-webjobs-sdk and its extensions (October 2024).
 *
 * <p>It knows timers, queues and HTTP in the default wire form. Not here, and refused at the start
 * where an app asks for it: forwarding and proxying of HTTP requests, routes without function.json,
 * other bindings, route constraints. Not here and not noticed: keys of authLevel, callers that are
 * signed in, schedules in another zone than UTC, a schedule status that outlives the host, the
 * spread of a backoff, and what the host's JSON library does to texts that look like dates.
 */
package io.keyhold.local.functions;
