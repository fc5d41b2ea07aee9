package io.keyhold.local.keyvault;

import io.keyhold.local.http.Response;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out what a call asks for. */
record Routes(
    Common<KeyVersion> keys,
    KeyCalls keyCalls,
    Common<SecretVersion> secrets,
    SecretCalls secretCalls,
    Refusals refusals) {

  Operation of(Call call) {
    return switch (call.collection()) {
      case "keys" -> call.name().isEmpty() ? list(call, keys) : key(call);
      case "secrets" -> call.name().isEmpty() ? list(call, secrets) : secret(call);
      case "deletedkeys" -> deleted(call, keys);
      case "deletedsecrets" -> deleted(call, secrets);
      default ->
          throw new VaultError(404, "NotFound", "The resource was not found.", Optional.empty());
    };
  }

  private Operation key(Call call) {
    return switch (call.verb()) {
      case "GET " -> new Operation(Right.read(Kind.KEY, "get"), () -> keyCalls.get(call));
      case "PUT " -> needs(Kind.KEY, "import", () -> keyCalls.importKey(call));
      case "PATCH " -> needs(Kind.KEY, "update", () -> keyCalls.update(call));
      case "POST create" -> needs(Kind.KEY, "create", () -> keyCalls.create(call));
      case "POST rotate" -> needs(Kind.KEY, "rotate", () -> keyCalls.rotate(call));
      case "GET rotationpolicy" ->
          new Operation(Right.rotationPolicy(false), () -> keyCalls.rotationPolicy(call));
      case "PUT rotationpolicy" ->
          new Operation(Right.rotationPolicy(true), () -> keyCalls.setRotationPolicy(call));
      default -> use(call).orElseGet(() -> any(call, keys));
    };
  }

  private Optional<Operation> use(Call call) {
    return call.request().method().equals("POST")
        ? KeyOperation.named(call.verb().substring("POST ".length()))
            .map(wanted -> new Operation(wanted.right(), () -> keyCalls.use(call, wanted)))
        : Optional.empty();
  }

  private Operation secret(Call call) {
    return switch (call.verb()) {
      case "GET " ->
          new Operation(
              Right.of(Kind.SECRET, "getSecret/action", "get"), () -> secretCalls.get(call));
      case "PUT " ->
          new Operation(
              Right.of(Kind.SECRET, "setSecret/action", "set"), () -> secretCalls.set(call));
      case "PATCH " ->
          new Operation(
              Right.of(Kind.SECRET, "update/action", "set"), () -> secretCalls.update(call));
      default -> any(call, secrets);
    };
  }

  private <V extends Version<V>> Operation any(Call call, Common<V> common) {
    var kind = common.shelf().kind();
    return switch (call.verb()) {
      case "GET versions" -> new Operation(Right.read(kind, "list"), () -> common.versions(call));
      case "DELETE " ->
          new Operation(Right.of(kind, "delete", "delete"), () -> common.delete(call));
      case "POST backup" -> needs(kind, "backup", () -> common.backup(call));
      case "POST " -> {
        if (!call.name().equals("restore")) {
          throw call.notAllowed();
        }
        yield needs(kind, "restore", () -> common.restore(call));
      }
      default -> throw call.notAllowed();
    };
  }

  private <V extends Version<V>> Operation list(Call call, Common<V> common) {
    var kind = common.shelf().kind();
    return switch (call.verb()) {
      case "GET " -> new Operation(Right.read(kind, "list"), () -> common.list(call));
      case "GET versions" -> throw kind.notFound("");
      default -> throw call.operation().isEmpty() ? call.methodNotAllowed() : call.notAllowed();
    };
  }

  private <V extends Version<V>> Operation deleted(Call call, Common<V> common) {
    var kind = common.shelf().kind();
    if (call.name().isEmpty()) {
      if (!call.verb().equals("GET ")) {
        throw call.methodNotAllowed();
      }
      return new Operation(Right.read(kind, "list"), () -> common.deletedList(call));
    }
    return switch (call.verb()) {
      case "GET " -> new Operation(Right.read(kind, "get"), () -> common.deletedOne(call));
      case "POST recover" -> needs(kind, "recover", () -> common.recover(call));
      case "DELETE " -> needs(kind, "purge", () -> common.purge(call, refusals));
      default -> throw call.notAllowed();
    };
  }

  private static Operation needs(Kind kind, String word, Supplier<Response> run) {
    return new Operation(Right.of(kind, word + "/action", word), run);
  }
}
