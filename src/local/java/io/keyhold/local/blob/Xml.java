package io.keyhold.local.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** The few XML habits that the package needs. */
final class Xml {

  /** The service begins every document with a byte order mark. */
  static final String HEAD = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>";

  private Xml() {}

  static String element(String name, String value) {
    return value.isEmpty()
        ? "<" + name + " />"
        : "<" + name + ">" + escaped(value) + "</" + name + ">";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static Document parse(byte[] bytes) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(bytes));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw BlobError.of(400, "InvalidXmlDocument", "XML specified is not syntactically valid.");
    }
  }
}
