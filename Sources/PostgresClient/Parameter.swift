/// A value bound to `$1`, `$2`, … of a statement.
///
/// It travels as text and without a type: the statement decides by its columns and casts, so
/// `$1::bigint` or `= ANY ($1::text[])` where nothing else tells.
public struct Parameter: Sendable, Hashable {
  /// The text that is sent; nil for NULL.
  let literal: String?

  private init(literal: String?) { self.literal = literal }

  /// Text; nil is NULL. A zero byte inside is refused when the statement runs.
  public static func text(_ value: String?) -> Parameter { Parameter(literal: value) }

  /// An integer; nil is NULL. One that the column cannot hold is the server's error 22003.
  public static func int(_ value: Int64?) -> Parameter { Parameter(literal: value.map { "\($0)" }) }

  /// A truth value; nil is NULL.
  public static func bool(_ value: Bool?) -> Parameter {
    Parameter(literal: value.map { $0 ? "t" : "f" })
  }

  /// A one-dimensional array of text; a nil element is NULL.
  public static func textArray(_ values: [String?]) -> Parameter {
    let elements = values.map { $0.map(quoted) ?? "NULL" }
    return Parameter(literal: "{" + elements.joined(separator: ",") + "}")
  }

  /// A one-dimensional array of integers.
  public static func intArray(_ values: [Int64]) -> Parameter {
    Parameter(literal: "{" + values.map { "\($0)" }.joined(separator: ",") + "}")
  }

  /// Bytes (bytea), sent in the hex format; nil is NULL.
  public static func bytes(_ value: [UInt8]?) -> Parameter {
    Parameter(literal: value.map(hexadecimal))
  }
}

/// An element of an array literal; quotes and backslashes are escaped, all else stands for itself.
private func quoted(_ element: String) -> String {
  var text = "\""
  for character in element.unicodeScalars {
    if character == "\"" || character == "\\" { text.unicodeScalars.append("\\") }
    text.unicodeScalars.append(character)
  }
  return text + "\""
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text = Array("\\x".utf8)
  text.reserveCapacity(2 + bytes.count * 2)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

/// Calls `body` with one C string for each parameter, nil for NULL, valid during the call.
///
/// - Returns: nil, without calling `body`, when a parameter holds a zero byte: C would cut it
///   there and the server would store less than it was given.
func withCStrings<Result>(
  _ parameters: [Parameter], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result? {
  var bytes: [CChar] = []
  var starts: [Int?] = []
  for parameter in parameters {
    guard let literal = parameter.literal else {
      starts.append(nil)
      continue
    }
    guard !literal.utf8.contains(0) else { return nil }
    starts.append(bytes.count)
    bytes.append(contentsOf: literal.utf8.lazy.map { CChar(bitPattern: $0) })
    bytes.append(0)
  }
  return bytes.withUnsafeBufferPointer { bytes in
    let pointers = starts.map { start in start.flatMap { bytes.baseAddress?.advanced(by: $0) } }
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
