import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Makes the zip of a function app: {@code java Zip.java ZIP FOLDER [ZIP FOLDER …]}, by the JDK
 * alone, for a machine need not have a program for it, and java.util.zip does not write the execute
 * bit. The same files give the same bytes: names are in order, every time is {@link #TIME}, and a
 * file's mode is 755 or 644.
 *
 * <p>Makes the zips that do not exist, and prints path, size and SHA-256 of each. The form is that
 * of PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16, with Info-ZIP's extended timestamp;
 * it has no directories, less than 65,536 files and less than 4 GiB, and says so where that is not
 * enough.
 */
final class Zip {

  /**
   * 2026-01-01T00:00:00Z, the pom's project.build.outputTimestamp; also the time of the files in a
   * package.
   */
  private static final int TIME = 1_767_225_600;

  /**
   * The same for those who read no extra field: they take it for local time, and in Azure that is
   * UTC.
   */
  private static final int DOS_TIME = (46 << 9 | 1 << 5 | 1) << 16;

  /** Regular file, written on Unix. */
  private static final int REGULAR = 0100000;

  private static final int UNIX = 3 << 8;
  private static final int VERSION = 20;
  private static final int NAMES_IN_UTF_8 = 1 << 11;
  private static final int DEFLATED = 8;

  /** What the build leaves for local tools; an app in Azure has its settings from elsewhere. */
  private static final String FOR_LOCAL_TOOLS = "local.settings.json";

  /** A file as it is in a zip. */
  private record Packed(byte[] bytes, int crc, int size) {}

  /** Apps share their files by hard links; what was compressed for one is not compressed again. */
  private final Map<Object, Packed> packed = new HashMap<>();

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0 || arguments.length % 2 != 0) {
      throw new IllegalArgumentException("ZIP FOLDER [ZIP FOLDER …]");
    }
    Zip zip = new Zip();
    for (int index = 0; index < arguments.length; index += 2) {
      Path target = Path.of(arguments[index]);
      // Whoever makes a folder anew removes its zip.
      if (!Files.exists(target)) {
        zip.write(target, Path.of(arguments[index + 1]));
      }
      System.out.printf("%s  %d bytes  SHA-256 %s%n", target, Files.size(target), sha256(target));
    }
  }

  private void write(Path target, Path folder) throws IOException {
    // Under another name until it is whole.
    Path unfinished = target.resolveSibling(target.getFileName() + ".part");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
      ByteArrayOutputStream directory = new ByteArrayOutputStream();
      long offset = 0;
      List<String> names = names(folder);
      for (String name : names) {
        Path file = folder.resolve(name);
        Packed content = packed(file);
        byte[] local = local(name, content);
        out.write(local);
        out.write(content.bytes);
        directory.writeBytes(central(name, content, Files.isExecutable(file), fits(offset)));
        offset += local.length + content.bytes.length;
      }
      out.write(directory.toByteArray());
      out.write(end(names.size(), directory.size(), fits(offset)));
    }
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !name.equals(FOR_LOCAL_TOOLS))
          .sorted()
          .toList();
    }
  }

  private Packed packed(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new IOException(
          file + " is not a plain file, and a link would not survive every way of unpacking");
    }
    Object key = attributes.fileKey() == null ? file : attributes.fileKey();
    Packed known = packed.get(key);
    if (known == null) {
      known = compress(Files.readAllBytes(file));
      packed.put(key, known);
    }
    return known;
  }

  private static Packed compress(byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2 + 64);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 64 * 1024)) {
      out.write(content);
    } finally {
      deflater.end();
    }
    return new Packed(bytes.toByteArray(), (int) crc.getValue(), content.length);
  }

  private static byte[] local(String name, Packed content) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer header = little(30 + utf8.length + 9).putInt(0x04034b50);
    common(header, utf8, content);
    return time(header.put(utf8)).array();
  }

  private static byte[] central(String name, Packed content, boolean executable, int offset) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer header =
        little(46 + utf8.length + 9).putInt(0x02014b50).putShort((short) (UNIX | VERSION));
    common(header, utf8, content);
    header
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0); // comment, disk, internal attributes
    header.putInt((REGULAR | (executable ? 0755 : 0644)) << 16).putInt(offset);
    return time(header.put(utf8)).array();
  }

  private static void common(ByteBuffer header, byte[] name, Packed content) {
    header
        .putShort((short) VERSION)
        .putShort((short) NAMES_IN_UTF_8)
        .putShort((short) DEFLATED)
        .putInt(DOS_TIME);
    header.putInt(content.crc).putInt(content.bytes.length).putInt(content.size);
    header.putShort((short) name.length).putShort((short) 9);
  }

  /** Info-ZIP's extended timestamp, the time of the last change alone: whole seconds, UTC. */
  private static ByteBuffer time(ByteBuffer header) {
    return header.putShort((short) 0x5455).putShort((short) 5).put((byte) 1).putInt(TIME);
  }

  private static byte[] end(int files, int directory, int offset) {
    if (files > 0xfffe) {
      throw new IllegalStateException(files + " files are too many for this form of zip");
    }
    ByteBuffer end = little(22).putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort((short) files).putShort((short) files).putInt(directory).putInt(offset);
    return end.putShort((short) 0).array();
  }

  private static int fits(long offset) {
    if (offset > 0xffff_fffeL) {
      throw new IllegalStateException("the zip would be too large for this form");
    }
    return (int) offset;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[64 * 1024];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        digest.update(piece, 0, length);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
