package io.keyhold.local.keyvault;

import io.keyhold.local.http.Response;
import java.util.function.Supplier;

/** What a call asks for: the right that it needs and what to do when the caller has it. */
record Operation(Right right, Supplier<Response> run) {}
