package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What keys and secrets are asked alike: lists, deletion, the deleted ones, backup and restore. */
record Common<V extends Version<V>>(
    VaultSettings vault, Shelf<V> shelf, Notation<V> notation, Archive<V> archive) {

  Response list(Call call) {
    return ok(
        new Paging(call, shelf.kind())
            .page(
                shelf.allLive(),
                Named::name,
                object -> notation.item(object.name(), object.newest(), call.api())));
  }

  /** Of a name that is not there the list is empty: listing never says "not found". */
  Response versions(Call call) {
    var object = shelf.live(call.name());
    List<V> versions = object.map(Named::byId).orElse(List.of());
    String name = object.map(Named::name).orElse(call.name());
    var page =
        new Paging(call, shelf.kind())
            .page(
                versions,
                version -> name + "/" + version.id(),
                version -> notation.versionItem(name, version, call.api()));
    return ok(page)
        .fact(
            Facts.VERSIONS,
            versions.stream()
                .map(version -> new Urls(vault).version(shelf.kind(), name, version.id()))
                .filter(url -> page.toString().contains(url))
                .collect(Collectors.joining(",")));
  }

  Response delete(Call call) {
    var gone = shelf.delete(call.name(), Duration.ofDays(vault.softDeleteDays()));
    return ok(deletedBundle(gone, call.api()));
  }

  Response deletedList(Call call) {
    return ok(
        new Paging(call, shelf.kind())
            .page(
                shelf.allDeleted(),
                gone -> gone.object().name(),
                gone -> {
                  var object = gone.object();
                  return deletedHead(gone)
                      .setAll(notation.item(object.name(), object.newest(), call.api()));
                }));
  }

  Response deletedOne(Call call) {
    return ok(deletedBundle(shelf.deleted(call.name()), call.api()));
  }

  Response recover(Call call) {
    var object = shelf.recover(call.name());
    return ok(notation.bundle(object.name(), object.newest(), call.api()));
  }

  Response purge(Call call, Refusals refusals) {
    if (vault.purgeProtection()) {
      throw refusals.purgeProtected();
    }
    shelf.purge(call.name());
    return Response.empty(204);
  }

  Response backup(Call call) {
    return ok(Json.object().put("value", archive.backup(shelf.get(call.name()))));
  }

  Response restore(Call call) {
    var body = Json.body(call.request().body());
    var object =
        archive.restored(Json.text(body, "value").orElseThrow(() -> VaultError.required("value")));
    var newest = object.newest();
    if (!shelf.isFree(object.name())) {
      throw shelf
          .kind()
          .restoreConflict(new Urls(vault).version(shelf.kind(), object.name(), newest.id()));
    }
    shelf.keep(object);
    return ok(notation.bundle(object.name(), newest, call.api()));
  }

  private ObjectNode deletedBundle(Life.Deleted<V> gone, ApiVersion api) {
    var object = gone.object();
    return deletedHead(gone).setAll(notation.bundle(object.name(), object.newest(), api));
  }

  private ObjectNode deletedHead(Life.Deleted<V> gone) {
    return Json.object()
        .put("recoveryId", new Urls(vault).deleted(shelf.kind(), gone.object().name()))
        .put("deletedDate", gone.at().getEpochSecond())
        .put("scheduledPurgeDate", gone.purgedAt().getEpochSecond());
  }

  static Response ok(ObjectNode body) {
    return Response.json(200, body);
  }
}
