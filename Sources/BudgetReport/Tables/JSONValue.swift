/// A JSON document with its keys in the order in which they were given and its decimals exact.
///
/// `JSONSerialization` would sort or shuffle the keys and turn decimals into binary fractions.
/// Source: RFC 8259.
public indirect enum JSONValue: Sendable {
  /// Nothing stated.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case int(Int64)
  /// A number in the database's own digits.
  case decimal(String)
  /// Text.
  case text(String)
  /// Several values in order.
  case array([JSONValue])
  /// Named values in order.
  case object([(key: String, value: JSONValue)])
  /// A JSON document that the database made.
  case document(String)

  /// Text, or null.
  public static func text(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

  /// A whole number, or null.
  public static func int(_ number: Int64?) -> JSONValue { number.map { .int($0) } ?? .null }

  /// A number in the database's own digits, or null.
  public static func decimal(_ digits: String?) -> JSONValue {
    digits.map { .decimal($0) } ?? .null
  }

  /// The document on one line.
  public var line: String {
    switch self {
    case .array(let values): "[" + values.map(\.line).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { quoted($0.key) + ":" + $0.value.line }.joined(separator: ",") + "}"
    case .null, .bool, .int, .decimal, .text, .document: serialized
    }
  }

  /// The document, indented by two blanks a level.
  public var serialized: String { serialized(indent: "") }

  private func serialized(indent: String) -> String {
    let inner = indent + "  "
    return switch self {
    case .null: "null"
    case .bool(let truth): truth ? "true" : "false"
    case .int(let number): String(number)
    case .decimal(let digits): digits
    case .document(let text): escaped(text)
    case .text(let text): quoted(text)
    case .array(let values) where values.isEmpty: "[]"
    case .array(let values):
      "[\n" + values.map { inner + $0.serialized(indent: inner) }.joined(separator: ",\n")
        + "\n\(indent)]"
    case .object(let members) where members.isEmpty: "{}"
    case .object(let members):
      "{\n"
        + members.map { inner + quoted($0.key) + ": " + $0.value.serialized(indent: inner) }
        .joined(separator: ",\n") + "\n\(indent)}"
    }
  }
}

private func quoted(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return "\"" + escaped(result) + "\""
}

/// The text with every scalar that a terminal would obey as its escape, which means the same.
///
/// In a document of the database such a scalar stands within a string: PostgreSQL escapes no
/// control characters but those of ASCII, and writes documents without line ends.
private func escaped(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isHidden) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if isHidden(scalar) {
      result += String(scalar).utf16.map(escape).joined()
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func escape(_ unit: UInt16) -> String {
  let digits = String(unit, radix: 16)
  return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
}
