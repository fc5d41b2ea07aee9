package io.keyhold.azure.http;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The certificates that are trusted: the platform's, and those of {@code KEYHOLD_CA_FILE}. */
final class Trust {

  private Trust() {}

  /** A context that trusts the usual authorities and the ones in the PEM file. */
  static SSLContext with(Path caFile) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate usual : usual()) {
        store.setCertificateEntry("usual-" + number++, usual);
      }
      for (Certificate own : read(caFile)) {
        store.setCertificateEntry("own-" + number++, own);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return context;
    } catch (IOException | GeneralSecurityException failed) {
      throw unusable(caFile, Text.shown(String.valueOf(failed.getMessage())));
    }
  }

  private static Collection<? extends Certificate> read(Path caFile)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(caFile)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw unusable(caFile, "no certificate in it");
      }
      return found;
    }
  }

  private static X509Certificate[] usual() throws GeneralSecurityException {
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager trusting) {
        return trusting.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  /** The managers over this store; over the platform's own when it is null. */
  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static CloudFailure unusable(Path caFile, String why) {
    return new CloudFailure(
        new Problem(
            Code.SETTINGS_INVALID,
            "KEYHOLD_CA_FILE",
            "KEYHOLD_CA_FILE: " + caFile + " holds no certificates that can be used: " + why));
  }
}
