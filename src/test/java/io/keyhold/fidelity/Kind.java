package io.keyhold.fidelity;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is left of a text when names, numbers and moments of one run are taken out of it. */
final class Kind {

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?[+-]\\d\\d:\\d\\d");
  private static final Pattern SAS =
      Pattern.compile(
          "https://md-(hdd-)?[a-z0-9]{12}\\.z\\d\\d\\.blob\\.storage\\.azure\\.net/[a-z0-9]{12}/abcd"
              + "\\?sv=2018-03-28&sr=b&si="
              + GUID
              + "&sig=[^&]+");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9_-]{60,}");
  private static final Pattern MAC = Pattern.compile("([0-9A-F]{2}-){5}[0-9A-F]{2}");
  private static final Pattern IMAGE =
      Pattern.compile("/Subscriptions/[^/]+/Providers/.*/Versions/[0-9.]+");
  private static final Pattern BUILT_NAME = Pattern.compile("(.*_)[0-9a-f]{32}");
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+){2,}");

  private static final Pattern SIGNED = Pattern.compile("(?<=[?&])([ptcsh])=[^&]*&?");

  private Kind() {}

  static String of(String text) {
    if (TIME.matcher(text).matches()) {
      return "a moment with its offset";
    }
    if (VERSION.matcher(text).matches()) {
      return "a version";
    }
    var sas = SAS.matcher(text);
    if (sas.matches()) {
      return "a SAS" + (sas.group(1) == null ? "" : " on a hard disk");
    }
    if (BASE64.matcher(text).matches()) {
      return "bytes";
    }
    if (text.startsWith("https://") && text.contains(".vault.azure.net")) {
      return text.replaceAll("[0-9a-f]{32}", "a version").replaceFirst("(skiptoken)=[^&]*", "$1");
    }
    if (text.startsWith("/subscriptions/")) {
      return id(text);
    }
    if (text.matches("\"\\d+\"")) {
      return "a counted etag";
    }
    if (MAC.matcher(text).matches()) {
      return "an address of a card";
    }
    if (IMAGE.matcher(text).matches()) {
      return text.replaceFirst("/Subscriptions/[^/]+", "").replaceFirst("[^/]+$", "a version");
    }
    if (text.endsWith(".internal.cloudapp.net")) {
      return text.replaceFirst("^[a-z0-9]{26}\\.[a-z]+", "a zone");
    }
    var built = BUILT_NAME.matcher(text);
    return GUID.matcher(built.matches() ? built.group(1) + "32 hex" : text).replaceAll("a GUID");
  }

  /**
   * Names in an id are placeholders of the recorder, who missed those that Azure writes in
   * capitals: what counts is whether group and name are in capitals.
   */
  private static String id(String text) {
    var segments = Pattern.compile("/").splitAsStream(text).toList();
    var result = new StringBuilder();
    for (int i = 1; i < segments.size(); i++) {
      boolean name = i % 2 == 0 && !segments.get(i - 1).equals("providers");
      result.append('/').append(name ? spelling(segments.get(i)) : segments.get(i));
    }
    return result.toString();
  }

  private static String spelling(String name) {
    boolean small = name.chars().anyMatch(Character::isLowerCase);
    return small || name.chars().noneMatch(Character::isLetter) ? "name" : "NAME";
  }

  /** The names of the policies that a remaining-header tells about. */
  static String policies(String header) {
    return Pattern.compile(",")
        .splitAsStream(header)
        .map(part -> part.replaceFirst(";.*", ""))
        .collect(Collectors.joining(","));
  }

  /** An operation's URL without its id, the region's spelling and the signed part. */
  static String operation(String url) {
    return unsigned(url)
        .replaceFirst("(?i)/(Disk)?operations/" + GUID, "/$1Operations/ID")
        .replaceFirst("(?i)/locations/[^/]+/", "/locations/region/")
        .replaceFirst("/subscriptions/[^/]+/", "/subscriptions/name/");
  }

  /** The names of the parameters with which an operation's URL is signed. */
  static String signature(String url) {
    return SIGNED.matcher(url).results().map(found -> found.group(1)).collect(Collectors.joining());
  }

  private static String unsigned(String url) {
    return SIGNED.matcher(url).replaceAll("").replaceFirst("&$", "");
  }
}
