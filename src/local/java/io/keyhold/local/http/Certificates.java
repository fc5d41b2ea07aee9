package io.keyhold.local.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority made for one run and one server certificate for all the names that are served. A
 * wildcard covers one label only, so every zone of the disk storage has its own.
 */
public final class Certificates {

  private static final X500Name AUTHORITY = new X500Name("CN=Keyhold local Azure CA");
  private static final Duration LIFE = Duration.ofDays(3650);

  private final X509Certificate authority;
  private final X509Certificate server;
  private final PrivateKey serverKey;
  private final SSLContext serverContext;

  private Certificates(X509Certificate authority, X509Certificate server, PrivateKey serverKey) {
    this.authority = authority;
    this.server = server;
    this.serverKey = serverKey;
    this.serverContext = context(authority, server, serverKey);
  }

  /** Makes both for the given DNS names, which may be wildcards. */
  public static Certificates forNames(List<String> names) {
    try {
      var authorityKeys = keys();
      var serverKeys = keys();
      var authority =
          signed(
              builder(AUTHORITY, authorityKeys)
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                  .addExtension(
                      Extension.keyUsage,
                      true,
                      new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)),
              authorityKeys);
      var dns = names.stream().map(name -> new GeneralName(GeneralName.dNSName, name));
      var server =
          signed(
              builder(new X500Name("CN=management.azure.com"), serverKeys)
                  .addExtension(
                      Extension.subjectAlternativeName,
                      false,
                      new GeneralNames(dns.toArray(GeneralName[]::new))),
              authorityKeys);
      return new Certificates(authority, server, serverKeys.getPrivate());
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException("The local Azure's certificates could not be made", e);
    }
  }

  /** The certificate that the server shows. */
  public X509Certificate server() {
    return server;
  }

  /** Writes the authority as PEM, for clients to trust. */
  public void writeAuthority(Path file) {
    write(file, "CERTIFICATE", encoded(authority));
  }

  /** Writes the server's certificate and its key (PKCS #8) as PEM, for a server elsewhere. */
  public void writeServer(Path certificate, Path key) {
    write(certificate, "CERTIFICATE", encoded(server));
    write(key, "PRIVATE KEY", serverKey.getEncoded());
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String what, byte[] bytes) {
    try {
      var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
      Files.writeString(
          file,
          "-----BEGIN %s-----%n%s%n-----END %s-----%n"
              .formatted(what, encoder.encodeToString(bytes), what));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a client that trusts the authority alone connects with. */
  public SSLContext clientContext() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("authority", authority);
      var managers = TrustManagerFactory.getInstance("PKIX");
      managers.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made once, for the key's way through a key store takes longer than the start of a server. */
  SSLContext serverContext() {
    return serverContext;
  }

  private static SSLContext context(
      X509Certificate authority, X509Certificate server, PrivateKey serverKey) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      var password = new char[0];
      store.setKeyEntry("server", serverKey, password, new X509Certificate[] {server, authority});
      var managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(store, password);
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair keys) {
    var serial = new BigInteger(64, new SecureRandom()).add(BigInteger.ONE);
    var now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        AUTHORITY,
        serial,
        Date.from(now.minus(Duration.ofDays(1))),
        Date.from(now.plus(LIFE)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate signed(
      org.bouncycastle.cert.X509v3CertificateBuilder builder, KeyPair authority)
      throws GeneralSecurityException, OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }
}
