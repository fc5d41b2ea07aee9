package io.keyhold.local.blob;

import java.util.Collection;
import java.util.List;

/**
 * Where the blobs of one container outlive the process, if anywhere. A container keeps its blobs in
 * memory and hands every change on before it answers.
 */
interface BlobStore {

  /** What an earlier process kept. */
  Collection<Blob> load();

  /** Keeps a blob wholly or not at all, over what had its name. */
  void keep(Blob blob);

  void remove(String name);

  /** Keeps nothing. */
  BlobStore NOWHERE =
      new BlobStore() {
        @Override
        public Collection<Blob> load() {
          return List.of();
        }

        @Override
        public void keep(Blob blob) {}

        @Override
        public void remove(String name) {}
      };
}
